/** How many tests passed, and which failed, from the JSON reports of vitest and Playwright. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "./processes.mjs";

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

/** @returns {{passed: number, failed: number}} a file that fell over outside its tests counts too */
export function unitCounts(path, ok) {
  const passed = read(path)?.numPassedTests ?? 0;
  return honest({ passed, failed: unitFailures(path).length }, ok && passed > 0);
}

/** @returns {{passed: number, failed: number}} tests that did not run count as failed */
export function browserCounts(path, ok) {
  const stats = read(path)?.stats;
  const passed = stats?.expected ?? 0;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0);
  return honest({ passed, failed }, ok && passed > 0);
}

const MOST_CHARACTERS = 300;

/** What an error says before it tells what it tried, on one line. */
function words(error) {
  const text = stripVTControlCharacters(String(error?.message ?? error?.value ?? error ?? ""));
  const lines = text
    .split(/\n\s*(?:Call log:|at )/)[0]
    .split("\n")
    .map((line) => line.trim());
  return lines.filter(Boolean).join(" · ").slice(0, MOST_CHARACTERS);
}

/** @returns {string[]} a line for each failed unit test, and for each file that fell over */
export function unitFailures(path) {
  return (read(path)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(ROOT, name);
    const failed = assertionResults
      .filter((test) => test.status === "failed")
      .map(
        ({ fullName, failureMessages }) => `${file} ${fullName}: ${words(failureMessages?.[0])}`,
      );
    if (status !== "failed" || (failed.length > 0 && !message)) return failed;
    return [...failed, `${file}: ${words(message) || "failed outside its tests"}`];
  });
}

const didNotPass = ({ ok, tests }) => !ok || tests.some(({ status }) => status === "skipped");

/** @returns {string[]} a line for each test over HTTP or in a browser that did not pass */
export function browserFailures(path) {
  const report = read(path);
  const walk = (suite, titles) => [
    ...suite.specs.filter(didNotPass).map((spec) => {
      const results = spec.tests.flatMap((test) => test.results);
      const result = results.find(({ error }) => error) ?? results.at(-1);
      const line = result?.errorLocation?.line ?? spec.line;
      const title = [...titles, spec.title].join(" › ");
      const why = result?.error ? words(result.error) : (result?.status ?? "did not run");
      return `e2e/specs/${spec.file}:${line} ${title}: ${why}`;
    }),
    ...(suite.suites ?? []).flatMap((inner) => walk(inner, [...titles, inner.title])),
  ];
  return [
    ...(report?.suites ?? []).flatMap((file) => walk(file, [])),
    ...(report?.errors ?? []).map(words),
  ];
}
