/** One page with all pictures in a folder: a row for each state, a column for each way to look. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const figure = (file, way) =>
  `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${way}</figcaption></figure>`;

/**
 * Writes `index.html`. The name of a picture is `state--way.png`.
 * @returns {number} how many pictures there are
 */
export function writeContactSheet(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".png"))
    .sort();
  const states = Map.groupBy(files, (name) => name.split("--")[0]);
  const rows = [...states].map(([state, of]) => {
    const figures = of.map((file) => figure(file, file.replace(/^.*--|\.png$/g, "")));
    return `<h2 id="${state}">${state}</h2><div>${figures.join("")}</div>`;
  });
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Runboard in pictures</title>
<style>
body { font: 14px system-ui; margin: 16px; background: #ddd }
div { display: flex; gap: 12px; overflow-x: auto; align-items: start }
figure { margin: 0; flex: none } img { height: 260px; border: 1px solid #999 }
</style><h1>${files.length} pictures of ${states.size} states</h1>${rows.join("\n")}`;
  writeFileSync(join(folder, "index.html"), html);
  return files.length;
}
