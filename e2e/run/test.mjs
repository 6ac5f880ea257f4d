/** `npm test`: everything, from what is missing on this machine to the browser tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { findPostgres, installPostgres } from "./postgres-binaries.mjs";
import { onStop, ROOT, start, stop, stopAll } from "./processes.mjs";
import { browserCounts, browserFailures, unitCounts, unitFailures } from "./reports.mjs";

const MINUTE = 60_000;
const reports = mkdtempSync(join(tmpdir(), "runboard-test-"));
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");
const env = {
  ...process.env,
  // Beside a developer's own build and a running demo, never over them.
  NEXT_DIST_DIR: ".next-test",
  NEXT_TELEMETRY_DISABLED: "1",
  PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
};
const total = { passed: 0, failed: 0 };

/** Whatever a report holds, it costs nobody the line that counts. */
function failures() {
  try {
    return [...unitFailures(unitReport), ...browserFailures(browserReport)];
  } catch (error) {
    return [`The reports cannot be read: ${error.message}`];
  }
}

function finish(code) {
  // Last, so that they are there even where only the end of the output is kept.
  for (const line of failures()) console.log(`FAILED ${line}`);
  rmSync(reports, { recursive: true, force: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(code);
}

/** Runs one stage and says how long it took; a failed stage that counts no tests is one failure. */
async function stage(name, work, count = (ok) => ({ passed: 0, failed: ok ? 0 : 1 })) {
  console.log(`\n── ${name}`);
  const begun = Date.now();
  const ok = await work();
  const { passed, failed } = count(ok);
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`── ${name}: ${ok && failed === 0 ? "ok" : "FAILED"} in ${seconds} s`);
  return ok && failed === 0;
}

/** An npm script that must end with code 0 within `limitMs`. */
const script =
  (name, limitMs, args = []) =>
  async () => {
    const one = start("npm", ["run", "--silent", name, "--", ...args], { env });
    const timer = setTimeout(() => {
      console.error(`${name} took longer than ${limitMs / MINUTE} min and was ended`);
      void stop(one);
    }, limitMs);
    const code = await one.ended;
    clearTimeout(timer);
    return code === 0;
  };

const attempt = (work) => () =>
  work().then(
    () => true,
    (error) => {
      console.error(error.message);
      return false;
    },
  );

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

/** Where PostgreSQL can be had, nothing that needs it may be skipped. */
async function preparePostgres() {
  try {
    const { binDir, version } = findPostgres() ?? installPostgres();
    console.log(`PostgreSQL ${version}: ${binDir}`);
    env.PG_BIN = binDir;
    env.REQUIRE_POSTGRES = "1";
  } catch (error) {
    if (env.REQUIRE_POSTGRES === "1" || env.CI) throw error;
    console.warn(`!!! ${error.message}\n!!! What is tested on PostgreSQL is SKIPPED.`);
  }
}
if (!(await stage("PostgreSQL", attempt(preparePostgres)))) finish(1);

const unitArgs = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
let cheapOk = await stage("lint", script("lint", 2 * MINUTE));
cheapOk = (await stage("types", script("typecheck", 3 * MINUTE))) && cheapOk;
const unitCount = (ok) => unitCounts(unitReport, ok);
cheapOk = (await stage("unit tests", script("unit", 4 * MINUTE, unitArgs), unitCount)) && cheapOk;
if (!cheapOk) finish(1);

const browserFound = await stage(
  "browser",
  attempt(async () => {
    const { path, source } = await findBrowser();
    console.log(`Browser: ${path} (${source})`);
    env.CHROMIUM_PATH = path;
  }),
);
if (!browserFound) finish(1);
if (!(await stage("production build", script("build", 5 * MINUTE)))) finish(1);
const browserCount = (ok) => browserCounts(browserReport, ok);
const e2eOk = await stage("HTTP and browser tests", script("e2e", 10 * MINUTE), browserCount);
finish(e2eOk ? 0 : 1);
