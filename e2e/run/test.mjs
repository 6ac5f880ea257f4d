/** `npm test`: everything, from what is missing on this machine to the browser tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { onStop, ROOT, stopAll } from "./processes.mjs";
import { figuresIn, promiseTable } from "./promises.mjs";
import { browserCounts, browserFailures, unitCounts, unitFailures } from "./reports.mjs";
import {
  attempt,
  MINUTE,
  prepareBrowser,
  preparePostgres,
  script,
  stage,
  total,
} from "./stages.mjs";

const reports = mkdtempSync(join(tmpdir(), "runboard-test-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");
const figures = join(reports, "figures.jsonl");
const env = {
  ...process.env,
  // Beside a developer's own build and a running demo, never over them.
  NEXT_DIST_DIR: ".next-test",
  NEXT_TELEMETRY_DISABLED: "1",
  PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  FIGURES: figures,
};

/** Whatever a report holds, it costs nobody the line that counts. */
function failures() {
  try {
    return [...unitFailures(unitReport), ...browserFailures(browserReport)];
  } catch (error) {
    return [`The reports cannot be read: ${error.message}`];
  }
}

function finish(code) {
  const shown = figuresIn(figures);
  if (shown.length > 0) console.log(`\n── what it withstands\n${promiseTable(shown).join("\n")}\n`);
  // Last, so that they are there even where only the end of the output is kept.
  for (const line of failures()) console.log(`FAILED ${line}`);
  rmSync(reports, { recursive: true, force: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(code);
}

onStop(async () => {
  await stopAll();
  total.failed += 1;
  finish(130);
});

if (!(await stage("install", attempt(ensureInstalled)))) finish(1);

// Left by an earlier build, they may name pages that are gone; every build writes them anew.
for (const folder of ["types", "dev/types"]) {
  rmSync(join(ROOT, ".next", folder), { recursive: true, force: true });
}

if (!(await stage("PostgreSQL", preparePostgres(env)))) finish(1);

const unitArgs = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
let cheapOk = await stage("lint", script(env, "lint", 2 * MINUTE));
cheapOk = (await stage("types", script(env, "typecheck", 3 * MINUTE))) && cheapOk;
const unitCount = (ok) => unitCounts(unitReport, ok);
cheapOk =
  (await stage("unit tests", script(env, "unit", 4 * MINUTE, unitArgs), unitCount)) && cheapOk;
if (!cheapOk) finish(1);

if (!(await stage("browser", prepareBrowser(env)))) finish(1);
if (!(await stage("production build", script(env, "build", 5 * MINUTE)))) finish(1);
const browserCount = (ok) => browserCounts(browserReport, ok);
const e2eOk = await stage("HTTP and browser tests", script(env, "e2e", 11 * MINUTE), browserCount);
finish(e2eOk ? 0 : 1);
