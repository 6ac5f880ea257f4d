import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

const SOURCE = readFileSync(new URL("fonts.ts", import.meta.url), "utf8");
const require = createRequire(import.meta.url);

/** The code points of a `unicode-range`. */
function pointsOf(range: string): Set<number> {
  const points = new Set<number>();
  for (const part of range.split(",")) {
    const [from = "", to = from] = part.trim().replace("U+", "").split("-");
    for (let at = Number.parseInt(from, 16); at <= Number.parseInt(to, 16); at += 1) points.add(at);
  }
  return points;
}

const RESTS = [...SOURCE.matchAll(/"(U\+[^"]+)"/g)].map(([, range = ""]) => pointsOf(range));

test.each(["geist", "geist-mono"])("the rest of %s is what its Latin part lacks", (name) => {
  const { latin } = require(`@fontsource-variable/${name}/unicode.json`) as { latin: string };
  const part = pointsOf(latin);
  expect(RESTS).toHaveLength(2);
  for (const rest of RESTS) {
    const twice = [...rest].filter((point) => part.has(point));
    const neither = Array.from({ length: 0x2c00 }, (_, point) => point).filter(
      (point) => !rest.has(point) && !part.has(point),
    );
    expect({ twice, neither }).toEqual({ twice: [], neither: [] });
  }
});
