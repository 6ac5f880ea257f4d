/**
 * `npm run screenshots`: pictures of every page in every state, in light and dark and three widths,
 * in `screenshots/`. `-- run` draws only the states whose name has that in it; `-- --baselines` makes
 * the pictures anew which `npm test` compares.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeContactSheet } from "./contact-sheet.mjs";
import { ensureInstalled } from "./install.mjs";
import { onStop, ROOT, stopAll } from "./processes.mjs";
import { attempt, MINUTE, prepareBrowser, script, stage } from "./stages.mjs";

/** When it is in all of them: a quiet morning. */
const BEGINS = Date.parse("2026-03-14T08:30:00Z");
const FOLDER = join(ROOT, "screenshots");

const args = process.argv.slice(2);
const isBaselines = args.includes("--baselines");
const wanted = args.filter((arg) => !arg.startsWith("--"));
const env = { ...process.env, NEXT_DIST_DIR: ".next-test", NEXT_TELEMETRY_DISABLED: "1" };

onStop(async () => {
  await stopAll();
  process.exit(130);
});

for (const [name, work] of [
  ["install", attempt(ensureInstalled)],
  ["browser", prepareBrowser(env)],
  ["production build", script(env, "build", 5 * MINUTE)],
]) {
  if (!(await stage(name, work))) process.exit(1);
}

if (isBaselines) {
  const update = ["e2e/specs/browser/looks.spec.ts", "--update-snapshots=all"];
  process.exit((await stage("baselines", script(env, "e2e", 5 * MINUTE, update))) ? 0 : 1);
}

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const clock = join(ROOT, "e2e", "run", "set-clock.mjs");
const drawing = {
  ...env,
  SCREENSHOTS: FOLDER,
  SCREENSHOTS_OF: wanted.join(","),
  CLOCK_OFFSET_MS: String(BEGINS - Date.now()),
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import ${JSON.stringify(clock)}`.trim(),
};
const of = ["--project=screenshots"];
const isDrawn = await stage("pictures", script(drawing, "e2e", 25 * MINUTE, of));
console.log(`${writeContactSheet(FOLDER)} pictures: ${join(FOLDER, "index.html")}`);
process.exit(isDrawn ? 0 : 1);
