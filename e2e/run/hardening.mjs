/**
 * `npm run test:hardening`: what Runboard withstands, and the table of what each promise reached.
 * With `--full` at full scale, with the whole browser suite and the load, which takes most of an hour.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { onStop, stopAll } from "./processes.mjs";
import { figuresIn, notShown, promiseTable } from "./promises.mjs";
import { browserCounts, browserFailures } from "./reports.mjs";
import { attempt, MINUTE, prepareBrowser, preparePostgres, script, stage } from "./stages.mjs";

const isFull = process.argv.includes("--full");
const reports = mkdtempSync(join(tmpdir(), "runboard-hardening-"));
const figures = join(reports, "figures.jsonl");
const report = join(reports, "browser.json");
const env = {
  ...process.env,
  NEXT_DIST_DIR: ".next-test",
  NEXT_TELEMETRY_DISABLED: "1",
  HARDENING: isFull ? "full" : "quick",
  FIGURES: figures,
  PLAYWRIGHT_JSON_OUTPUT_NAME: report,
};

function finish(code) {
  const shown = figuresIn(figures);
  const missing = notShown(shown);
  console.log(`\n── what it withstands\n${promiseTable(shown).join("\n")}`);
  if (isFull && missing.length > 0) console.error(`Not shown: ${missing.join(", ")}`);
  // A test that was skipped shows nothing, so it is one of them.
  for (const line of browserFailures(report)) console.log(`FAILED ${line}`);
  rmSync(reports, { recursive: true, force: true });
  process.exit(isFull && missing.length > 0 ? 1 : code);
}

onStop(async () => {
  await stopAll();
  finish(130);
});

for (const [name, work] of [
  ["install", attempt(ensureInstalled)],
  ["PostgreSQL", preparePostgres(env)],
  ["browser", prepareBrowser(env)],
  ["production build", script(env, "build", 5 * MINUTE)],
]) {
  if (!(await stage(name, work))) finish(1);
}

/** Files and tests of these promises have the word in their path or among their tags. */
const ONLY = ["--grep", "hardening"];
const count = (ok) => browserCounts(report, ok);
const LOAD = { AUDIENCES: "1,500", SECONDS: "60", CHANGES: "20" };
const stages = [
  ["units", script(env, "unit", 20 * MINUTE, ["hardening"])],
  ["HTTP and browser", script(env, "e2e", 60 * MINUTE, isFull ? [] : ONLY), count],
  ...(isFull ? [["load", script({ ...env, ...LOAD }, "bench:fanout", 20 * MINUTE)]] : []),
];
let ok = true;
for (const [name, work, counts] of stages) ok = (await stage(name, work, counts)) && ok;
finish(ok ? 0 : 1);
