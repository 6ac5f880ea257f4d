import { describe, expect, it } from "vitest";
import type { RunView } from "../contract/api.ts";
import { ApiError } from "./api-error.ts";
import { askedOf, quietForMs, runBanner } from "./run-banner.ts";

const nowMs = Date.parse("2026-01-02T03:04:05Z");
const ago = (seconds: number) => new Date(nowMs - seconds * 1_000).toISOString();
const QUIET_MS = 180_000;
const failed = new ApiError({ status: 0, code: "no_answer", message: "Nobody answers" });

const view = (over: Partial<RunView>, changedAgo = 5, observedAgo = 1): RunView => ({
  task: { id: "t", name: "Task", active: true, createdHere: false },
  runId: "r1",
  state: "running",
  step: "Working",
  toolCall: null,
  requests: {
    stopAt: null,
    stopAccepted: false,
    answerAt: null,
    answerAccepted: false,
    answerBy: null,
  },
  takesAnswers: true,
  live: { url: null, reason: "not_opened" },
  freshness: { observedAt: ago(observedAgo), nextSampleAt: ago(0), stale: false, reason: null },
  startedAt: null,
  endedAt: null,
  transitions: [
    {
      seq: 1,
      kind: "step",
      at: ago(changedAgo),
      until: null,
      precisionMs: 1,
      state: "running",
      step: "Working",
      live: false,
    },
  ],
  hasEarlier: false,
  newerRunId: null,
  result: null,
  ...over,
});
const result = { error: "Broken", output: null, dataTable: [], readAt: ago(1) };

describe("the one banner of a run", () => {
  it.each([
    ["nothing when all is well", view({}), null, undefined],
    [
      "waiting before all else",
      view({ state: "waiting", newerRunId: "r2" }, 999, 999),
      failed,
      "waiting",
    ],
    ["a failure", view({ state: "failed", result, newerRunId: "r2" }), null, "failed"],
    ["quiet before a lost connection", view({}, 400, 90), failed, "quiet"],
    ["a lost connection before a newer run", view({ newerRunId: "r2" }, 60, 30), failed, "lost"],
    ["nothing for one failed read", view({}), failed, undefined],
    ["a newer run", view({ newerRunId: "r2" }), null, "newer"],
    [
      "a newer run when that is why reading ended",
      view({
        newerRunId: "r2",
        freshness: { observedAt: ago(90), nextSampleAt: null, stale: true, reason: "superseded" },
      }),
      null,
      "newer",
    ],
  ])("is %s", (_name, run, error, kind) => {
    expect(runBanner(run, error, QUIET_MS, nowMs)?.kind).toBe(kind);
  });

  it("counts quiet only up to the last time the run was read", () => {
    expect(quietForMs(view({}, 600, 590))).toBe(10_000);
    expect(quietForMs(view({ state: "waiting" }, 600, 1))).toBeNull();
  });

  it("counts a question that outlasted a gap from when it was first seen", () => {
    const question = (seq: number, seconds: number, id: string, precisionMs = 1) => ({
      seq,
      kind: "question" as const,
      at: ago(seconds),
      until: null,
      precisionMs,
      state: "waiting" as const,
      step: "tool_call",
      live: false,
      toolCall: { id, name: "form_input", parameters: null },
    });
    const transitions = [question(1, 90, "a"), question(2, 60, "b"), question(3, 5, "b", 9e4)];
    const toolCall = { id: "b", name: "form_input", parameters: null };
    const asked = askedOf(view({ state: "waiting", toolCall, transitions }));
    expect(asked).toEqual({ atMs: nowMs - 60_000, isVague: false });
    const seenLate = [question(1, 60, "b", 9e4)];
    const late = askedOf(view({ state: "waiting", toolCall, transitions: seenLate }));
    expect(late).toEqual({ atMs: nowMs - 60_000, isVague: true });
    expect(askedOf(view({ state: "waiting" }))).toBeNull();
  });
});
