/** How many tests passed and failed, from the JSON reports of vitest and Playwright. */
import { readFileSync } from "node:fs";

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * A run that failed without a failed test (no report, a file that did not load) counts as one
 * failure, so that the sum never reads better than the exit code.
 * @param {{passed: number, failed: number}} counts
 * @param {boolean} ok whether the command itself ended with code 0
 */
const honest = ({ passed, failed }, ok) => ({ passed, failed: ok ? failed : Math.max(1, failed) });

/** @returns {{passed: number, failed: number}} */
export function unitCounts(path, ok) {
  const report = read(path);
  const passed = report?.numPassedTests ?? 0;
  return honest({ passed, failed: report?.numFailedTests ?? 0 }, ok && passed > 0);
}

/** @returns {{passed: number, failed: number}} tests that did not run count as failed */
export function browserCounts(path, ok) {
  const stats = read(path)?.stats;
  const passed = stats?.expected ?? 0;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0);
  return honest({ passed, failed }, ok && passed > 0);
}
