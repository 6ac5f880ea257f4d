/** A command as a row of stages: each is named, timed and counted, and a failed one is told. */
import { findBrowser } from "./browser.mjs";
import { findPostgres, installPostgres } from "./postgres-binaries.mjs";
import { start, stop } from "./processes.mjs";

export const MINUTE = 60_000;

/** All tests of all stages so far. */
export const total = { passed: 0, failed: 0 };

/**
 * Runs one stage and says how long it took.
 * @param {(ok: boolean) => {passed: number, failed: number}} count of a stage that counts no tests
 *   and failed, one failure
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function stage(name, work, count = (ok) => ({ passed: 0, failed: ok ? 0 : 1 })) {
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
export const script =
  (env, name, limitMs, args = []) =>
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

/** Work that fails by throwing, in words of its own. */
export const attempt = (work) => () =>
  work().then(
    () => true,
    (error) => {
      console.error(error.message);
      return false;
    },
  );

/** A stage's work: where PostgreSQL can be had, nothing that needs it may be skipped. */
export const preparePostgres = (env) =>
  attempt(async () => {
    try {
      const { binDir, version } = findPostgres() ?? installPostgres();
      console.log(`PostgreSQL ${version}: ${binDir}`);
      env.PG_BIN = binDir;
      env.REQUIRE_POSTGRES = "1";
    } catch (error) {
      if (env.REQUIRE_POSTGRES === "1" || env.CI) throw error;
      console.warn(`!!! ${error.message}\n!!! What is tested on PostgreSQL is SKIPPED.`);
    }
  });

/** A stage's work: the browser of the tests is looked for once. */
export const prepareBrowser = (env) =>
  attempt(async () => {
    const { path, source } = await findBrowser();
    console.log(`Browser: ${path} (${source})`);
    env.CHROMIUM_PATH = path;
  });
