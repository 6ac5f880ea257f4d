import { describe, expect, test } from "vitest";
import type { RunView } from "../contract/api.ts";
import { ApiError, type ApiErrorCode } from "./api-error.ts";
import { runStopWords, taskStopWords } from "./stop-words.ts";
import { isStopping, STOP_SHOWS_MS } from "./stopping.ts";

const AT = Date.UTC(2026, 0, 1, 12);
const NONE: RunView["requests"] = {
  stopAt: null,
  stopAccepted: false,
  answerAt: null,
  answerAccepted: false,
  answerBy: null,
};
const sent = (accepted: boolean) => ({
  ...NONE,
  stopAt: new Date(AT).toISOString(),
  stopAccepted: accepted,
});
const failed = (code: ApiErrorCode) => ({
  told: null,
  error: new ApiError({ status: 502, code, message: `said ${code}` }),
});
const told = (outcome: "accepted" | "already_ended") => ({
  told: { outcome, state: "running" as const },
  error: null,
});

type Case = [
  situation: string,
  given: {
    state?: RunView["state"];
    requests?: RunView["requests"];
    outcome?: Parameters<typeof runStopWords>[0]["outcome"];
    afterMs?: number;
    stale?: boolean;
  },
  title: string | null,
  next?: string | null,
];

describe("what is said of stopping a run", () => {
  test.each<Case>([
    ["nothing was asked", {}, null],
    ["on its way", { requests: sent(false), afterMs: 3_000 }, null],
    ["accepted a moment ago", { requests: sent(true), outcome: told("accepted") }, null],
    ["it stopped", { state: "stopped", outcome: told("accepted") }, null],
    [
      "accepted, and it goes on",
      { requests: sent(true), outcome: told("accepted"), afterMs: STOP_SHOWS_MS },
      "The server accepted the stop, but the run did not stop",
      "stop-task",
    ],
    [
      "accepted, and its run cannot be read",
      { requests: sent(true), afterMs: STOP_SHOWS_MS, stale: true },
      "The server accepted the stop",
      null,
    ],
    [
      "no answer, and its run cannot be read",
      { requests: sent(false), afterMs: STOP_SHOWS_MS, stale: true },
      "No answer says whether it was stopped",
      null,
    ],
    [
      "our store failed",
      { outcome: failed("store_unavailable") },
      "No answer says whether it was stopped",
    ],
    [
      "no answer, and it goes on",
      { requests: sent(false), afterMs: STOP_SHOWS_MS },
      "No answer says whether it was stopped",
      "again",
    ],
    [
      "it had ended",
      { state: "completed", outcome: told("already_ended") },
      "The run had already ended",
      null,
    ],
    [
      "it had ended, says the server alone",
      { outcome: told("already_ended") },
      "The server says that the run has already ended",
      null,
    ],
    [
      "refused",
      { outcome: failed("upstream_refused") },
      "The server refused to stop the run",
      "again",
    ],
    [
      "lost",
      { outcome: failed("outcome_unknown") },
      "No answer says whether it was stopped",
      "again",
    ],
    ["not sent", { outcome: failed("upstream_unreachable") }, "The run was not stopped", "again"],
    [
      "our answer lost",
      { outcome: failed("no_answer") },
      "No answer says whether it was stopped",
      "again",
    ],
    ["held back", { outcome: failed("upstream_busy") }, "The run was not stopped", "again"],
    ["too often", { outcome: failed("rate_limited") }, "The run was not stopped", "again"],
    ["signed out", { outcome: failed("signed_out") }, "The run was not stopped", null],
    ["lost, and it stopped", { state: "stopped", outcome: failed("no_answer") }, null],
  ])("when %s", (_situation, given, title, next) => {
    const {
      state = "running",
      requests = NONE,
      outcome = null,
      afterMs = 0,
      stale = false,
    } = given;
    const freshness = { observedAt: null, nextSampleAt: null, stale, reason: null };
    const view = { state, requests, freshness };
    const said = runStopWords({ view, outcome, nowMs: AT + afterMs });
    expect(said?.title ?? null).toBe(title);
    if (next !== undefined) expect(said?.next).toBe(next);
  });

  test("it is stopping from when it was sent until it should have shown", () => {
    const view = { state: "running" as const, requests: sent(true) };
    expect(isStopping({ view, nowMs: AT })).toBe(true);
    expect(isStopping({ view, nowMs: AT + STOP_SHOWS_MS })).toBe(false);
    expect(isStopping({ view: { ...view, state: "stopped" }, nowMs: AT })).toBe(false);
  });
});

test.each([
  ["stopped", "The task is stopped", null],
  ["still_active", "The server accepted it, but the task is still active", "latest-run"],
  ["not_read", "The server accepted it", null],
] as const)("a task that is %s", (outcome, title, next) => {
  expect(taskStopWords({ told: { outcome }, error: null })).toMatchObject({ title, next });
});

test.each<[ApiErrorCode, string]>([
  ["upstream_refused", "The server refused to stop the task"],
  ["no_answer", "No answer says whether it was stopped"],
  ["not_found", "The task was not stopped"],
])("a task whose stop failed with %s", (code, title) => {
  expect(taskStopWords(failed(code)).title).toBe(title);
});
