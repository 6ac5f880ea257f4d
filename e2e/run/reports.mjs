/** How many tests passed, and which failed, from the JSON reports of vitest and Playwright. */
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

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

const firstLine = (text) => stripVTControlCharacters(text ?? "").split("\n")[0];

/** @returns {string[]} a line for each failed unit test */
export function unitFailures(path) {
  return (read(path)?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0) return message ? [`${name}: ${firstLine(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

/** @returns {string[]} a line for each test over HTTP or in a browser that did not pass */
export function browserFailures(path) {
  const report = read(path);
  const walk = (suite) => [
    ...suite.specs.filter(
      ({ ok, tests }) => !ok || tests.some(({ status }) => status === "skipped"),
    ),
    ...(suite.suites ?? []).flatMap(walk),
  ];
  const specs = (report?.suites ?? []).flatMap(walk).map(({ file, line, title, tests }) => {
    const result = tests.flatMap(({ results }) => results).find(({ error }) => error);
    return `${file}:${line} ${title}: ${firstLine(result?.error?.message) || "did not run"}`;
  });
  return [...specs, ...(report?.errors ?? []).map(({ message }) => firstLine(message))];
}
