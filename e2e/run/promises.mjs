/** What Runboard withstands: the promises, and the table of what each of them reached. */
import { existsSync, readFileSync } from "node:fs";

/** In the order of the table. */
export const PROMISES = /** @type {const} */ ([
  "bad input",
  "upstream faults",
  "hostile text",
  "leaks",
  "cookies",
  "shares",
  "crash",
  "store trouble",
  "clock",
  "two instances",
  "shutdown",
  "start",
  "load",
  "outage",
  "headers",
]);

/** @returns {{promise: string, reached: string}[]} what was noted in a file, if there is one */
export const figuresIn = (file) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/**
 * The lines of the table.
 * @param {{promise: string, reached: string}[]} figures
 * @returns {string[]} a promise without a figure says so
 */
export function promiseTable(figures) {
  const width = Math.max(...PROMISES.map((promise) => promise.length));
  return PROMISES.flatMap((promise) => {
    const own = figures.filter((figure) => figure.promise === promise);
    if (own.length === 0) return [`  ${promise.padEnd(width)}  not shown in this run`];
    return own.map(
      ({ reached }, at) =>
        `${at === 0 ? "✓" : " "} ${(at === 0 ? promise : "").padEnd(width)}  ${reached}`,
    );
  });
}

/** @returns {string[]} the promises nothing was noted for */
export const notShown = (figures) =>
  PROMISES.filter((promise) => !figures.some((figure) => figure.promise === promise));
