import { describe, expect, test } from "vitest";
import {
  idSchema,
  runViewQuerySchema,
  runViewSchema,
  signInSchema,
  taskListQuerySchema,
} from "./api.ts";
import { ERROR_MESSAGES, ERROR_STATUS } from "./errors.ts";

describe("what comes in", () => {
  test.each([
    ["", false],
    ["a", true],
    ["A-b_9", true],
    ["x".repeat(64), true],
    ["x".repeat(65), false],
    ["a/b", false],
    ["a.b", false],
    ["a%2Fb", false],
    ["a\n", false],
    ["ä", false],
  ])("an id %j is accepted: %j", (given, accepted) => {
    expect(idSchema.safeParse(given).success).toBe(accepted);
  });

  test.each([
    ["eight or more printable characters", { apiKey: "abcd-1234" }, true],
    ["blanks around a pasted key", { apiKey: "  abcd-1234\n" }, true],
    ["a key that is too short", { apiKey: "abc" }, false],
    ["a key that is too long", { apiKey: "x".repeat(257) }, false],
    ["a key with a line break inside", { apiKey: "abcd\r\nX-Evil: 1" }, false],
    ["a key with letters no header carries", { apiKey: "schlüssel-1" }, false],
    ["a key of another type", { apiKey: 12_345_678 }, false],
    ["no key", {}, false],
    ["a server by name", { apiKey: "abcd-1234", upstream: "sandbox" }, true],
    ["keys nobody asked for", { apiKey: "abcd-1234", url: "http://evil" }, false],
  ])("sign-in with %s is accepted: %#", (_name, given, accepted) => {
    expect(signInSchema.safeParse(given).success).toBe(accepted);
  });

  test("a task list is asked for with defaults, and with several states at once", () => {
    expect(taskListQuerySchema.parse({})).toEqual({ page: 1, limit: 30, state: [], q: "" });
    expect(taskListQuerySchema.parse({ state: "waiting,running", q: " mat " })).toMatchObject({
      state: ["waiting", "running"],
      q: "mat",
    });
    expect(taskListQuerySchema.parse({ q: "ma\0t" }).q).toBe("mat");
  });

  test.each([
    [{ page: "0" }],
    [{ page: "-1" }],
    [{ page: "x" }],
    [{ page: "1.5" }],
    [{ page: "99999999999" }],
    [{ limit: "31" }],
    [{ limit: "0" }],
    [{ state: "sleeping" }],
    [{ q: "x".repeat(201) }],
  ])("a task list asked for with %j is refused", (given) => {
    expect(taskListQuerySchema.safeParse(given).success).toBe(false);
  });

  test.each([
    [{ after: "-1" }],
    [{ after: "x" }],
    [{ after: "3000000000" }],
    [{ before: "0" }],
    [{ limit: "201" }],
  ])("a run asked for with %j is refused", (given) => {
    expect(runViewQuerySchema.safeParse(given).success).toBe(false);
  });
});

describe("what goes out", () => {
  const view = {
    task: { id: "t", name: "n", active: true, createdHere: false },
    requests: {
      stopAt: null,
      stopAccepted: false,
      answerAt: null,
      answerAccepted: false,
      answerBy: null,
    },
    takesAnswers: true,
    runId: null,
    state: "preparing",
    step: null,
    toolCall: null,
    live: { url: null, reason: "not_opened" },
    freshness: { observedAt: null, nextSampleAt: null, stale: true, reason: "not_read_yet" },
    startedAt: null,
    endedAt: null,
    transitions: [],
    hasEarlier: false,
    newerRunId: null,
    result: null,
  };

  test("carries only what the schema names, so that nothing slips out with it", () => {
    const leaky = { ...view, apiKey: "canary", task: { ...view.task, owner: "canary" } };
    expect(JSON.stringify(runViewSchema.parse(leaky))).not.toContain("canary");
  });

  test("has no times that are not ISO 8601 in UTC", () => {
    expect(runViewSchema.safeParse({ ...view, startedAt: "yesterday" }).success).toBe(false);
    expect(runViewSchema.safeParse({ ...view, startedAt: new Date(0).toISOString() }).success).toBe(
      true,
    );
  });
});

test("every error code has a status of 400 or more and a whole sentence", () => {
  expect(Object.keys(ERROR_MESSAGES).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
  for (const status of Object.values(ERROR_STATUS)) expect(status).toBeGreaterThanOrEqual(400);
  for (const message of Object.values(ERROR_MESSAGES)) expect(message).toMatch(/^[A-Z].+\.$/);
});
