import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { browserCounts, browserFailures, unitCounts, unitFailures } from "./reports.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("a failed unit test is told with its reason, a file that fell over with its own", () => {
  const message = "AssertionError: expected 1 to be 2\n    at /somewhere/a.test.ts:3:33";
  const failed = { status: "failed", fullName: "adds", failureMessages: [message] };
  const path = report({
    numPassedTests: 3,
    testResults: [
      { name: "/a.test.ts", status: "failed", message: "", assertionResults: [failed] },
      { name: "/b.test.ts", status: "failed", message: "Cannot find x", assertionResults: [] },
      { name: "/c.test.ts", status: "failed", message: "", assertionResults: [] },
      { name: "/d.test.ts", status: "passed", message: "", assertionResults: [] },
    ],
  });
  expect(unitFailures(path)).toEqual([
    expect.stringMatching(/a\.test\.ts adds: AssertionError: expected 1 to be 2$/),
    expect.stringMatching(/b\.test\.ts: Cannot find x$/),
    expect.stringMatching(/c\.test\.ts: failed outside its tests$/),
  ]);
  expect(unitCounts(path, false)).toEqual({ passed: 3, failed: 3 });
});

test("whatever did not pass in a browser is told: with its error, as skipped, or as never run", () => {
  const spec = (title: string, status: string, results: unknown[], ok = false) => ({
    title,
    file: "http/a.spec.ts",
    line: 1,
    ok,
    tests: [{ status, results }],
  });
  const error = {
    message: "\u001b[31mError: why\u001b[39m\n\nExpected: 2\n\nCall log:\n  waiting",
  };
  const path = report({
    stats: { expected: 1, unexpected: 2, flaky: 0, skipped: 1 },
    errors: [{ value: "thrown" }],
    suites: [
      {
        title: "http/a.spec.ts",
        specs: [spec("passes", "expected", [{ status: "passed" }], true)],
        suites: [
          {
            title: "outer",
            specs: [
              spec("fails", "unexpected", [{ error, errorLocation: { line: 7 } }]),
              spec("is skipped", "skipped", [{ status: "skipped" }], true),
              spec("waits", "unexpected", []),
            ],
          },
        ],
      },
    ],
  });
  expect(browserFailures(path)).toEqual([
    "e2e/specs/http/a.spec.ts:7 outer › fails: Error: why · Expected: 2",
    "e2e/specs/http/a.spec.ts:1 outer › is skipped: skipped",
    "e2e/specs/http/a.spec.ts:1 outer › waits: did not run",
    "thrown",
  ]);
  expect(browserCounts(path, false)).toEqual({ passed: 1, failed: 3 });
});

test("without a report the command's own failure counts", () => {
  const path = join(folder, "nothing.json");
  expect([unitCounts(path, false), browserCounts(path, true)]).toEqual([
    { passed: 0, failed: 1 },
    { passed: 0, failed: 1 },
  ]);
  expect([unitFailures(path), browserFailures(path)]).toEqual([[], []]);
});
