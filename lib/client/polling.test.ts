import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunView } from "../contract/api.ts";
import type { SharedRunView } from "../contract/shares.ts";
import { ApiError } from "./api-error.ts";
import {
  hiddenRunInterval,
  listInterval,
  previewInterval,
  recordingInterval,
  retryDelayMs,
  runInterval,
  SHARED_POLLING,
  sharedInterval,
} from "./polling.ts";

const view = (over: Partial<RunView> = {}, nextInMs: number | null = 1_000): RunView => ({
  task: { id: "t1", name: "Task", active: true, createdHere: false },
  runId: "r1",
  state: "running",
  step: null,
  toolCall: null,
  requests: {
    stopAt: null,
    stopAccepted: false,
    answerAt: null,
    answerAccepted: false,
    answerBy: null,
  },
  takesAnswers: true,
  live: { url: null, reason: "unknown" },
  freshness: {
    observedAt: new Date().toISOString(),
    nextSampleAt: nextInMs === null ? null : new Date(Date.now() + nextInMs).toISOString(),
    stale: false,
    reason: null,
  },
  startedAt: null,
  endedAt: null,
  transitions: [],
  hasEarlier: false,
  newerRunId: null,
  result: null,
  ...over,
});
const result = { error: null, output: null, dataTable: [], readAt: new Date().toISOString() };

describe("the pace of a run page", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
  afterEach(() => void vi.useRealTimers());
  it("reads just after the next sample is due", () => {
    expect(runInterval(view({}, 1_000))).toBe(1_080);
  });
  it.each([
    ["a sample that is overdue", -60_000, 400],
    ["a sample that is far away", 600_000, 15_000],
    ["no further sample", null, 15_000],
  ])("stays within its bounds for %s", (_name, nextInMs, expected) => {
    expect(runInterval(view({}, nextInMs))).toBe(expected);
  });
  it("reads soon when only the page has brought data", () => {
    expect(runInterval(undefined)).toBe(500);
  });
  it("looks for a newer run of an active task every 30 s", () => {
    expect(runInterval(view({ state: "completed", result }))).toBe(30_000);
  });
  it.each([
    ["the task is inactive", { task: { id: "t1", name: "", active: false, createdHere: false } }],
    ["a newer run is known", { newerRunId: "r2" }],
  ])("ends once the run ended and %s", (_name, over) => {
    expect(runInterval(view({ state: "failed", result, ...over }))).toBe(0);
    expect(hiddenRunInterval(view({ state: "failed", result, ...over }))).toBe(0);
  });
  it("goes on while the result of an ended run is missing", () => {
    const task = { id: "t1", name: "", active: false, createdHere: false };
    expect(runInterval(view({ state: "completed", task }))).toBe(15_000);
  });
  it("is slow in the background", () => {
    expect(hiddenRunInterval(view())).toBe(15_000);
  });
  it("reads lists every 3 s, and soon at first", () => {
    expect(listInterval({})).toBe(3_000);
    expect(listInterval(undefined)).toBe(500);
  });
});

describe("the wait after a failure", () => {
  it("never exceeds 8 s, whatever the attempt", () => {
    for (let attempt = 1; attempt < 200; attempt++) {
      const waitMs = retryDelayMs(attempt, new Error("x"), 1);
      expect(waitMs).toBeGreaterThanOrEqual(1_000);
      expect(waitMs).toBeLessThanOrEqual(8_000);
    }
  });
  it("is spread by half", () => {
    expect(retryDelayMs(4, null, 0)).toBe(4_000);
    expect(retryDelayMs(4, null, 1)).toBe(8_000);
  });
  it("is what the server asks for, when it asks", () => {
    const busy = new ApiError({
      status: 429,
      code: "rate_limited",
      message: "",
      retryAfterMs: 30_000,
    });
    expect(retryDelayMs(1, busy, 0)).toBe(30_000);
  });
});

describe("the pace of a shared page", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const open = (state: SharedRunView["state"], nextInMs: number | null) => ({
    is: "open" as const,
    view: { ...view({ state }, nextInMs), label: null, expiresAt: "2099-01-01T00:00:00Z" },
  });

  it.each([
    ["just after a sample that is due soon", () => open("running", 600), 680],
    ["twice until a sample that is due later", () => open("running", 1_000), 540],
    ["not at once for one that is overdue", () => open("running", -5_000), 400],
    ["after 750 ms when the next sample is far away", () => open("running", 60_000), 750],
    ["after 750 ms when none is due", () => open("unknown", null), 750],
    [
      "after 750 ms when the run has ended, for the link may end too",
      () => open("completed", null),
      750,
    ],
    ["every 3 s while it is paused", () => ({ is: "paused" as const }), 3_000],
    ["never again once it has ended", () => ({ is: "ended" as const }), 0],
    [
      "after 2 s when only the clock says so",
      () => ({ is: "ended" as const, byClock: true }),
      2_000,
    ],
    ["never again when it is unknown", () => ({ is: "unknown" as const }), 0],
    ["soon before the first answer", () => undefined, 500],
  ])("reads %s", (_name, state, expected) => {
    expect(sharedInterval(state())).toBe(expected);
  });

  it("reads a preview as the run goes on, and no more once all of it is there", () => {
    const { view: shown } = open("running", 600);
    expect(previewInterval(undefined)).toBe(500);
    expect(previewInterval(shown)).toBe(680);
    expect(previewInterval({ ...shown, state: "completed", result: null })).toBe(15_000);
    expect(previewInterval({ ...shown, state: "completed", result: undefined })).toBe(0);
  });

  it("tries again after any failure", async () => {
    const read = vi.fn(async () => true);
    const failed = new ApiError({ status: 404, code: "unreadable", message: "" });
    const config = {} as Parameters<typeof SHARED_POLLING.onErrorRetry>[2];
    SHARED_POLLING.onErrorRetry(failed, "/s", config, read, { retryCount: 1, dedupe: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toHaveBeenCalledOnce();
  });

  it("tries again within 5 s, whatever is asked for and however often it failed", async () => {
    const read = vi.fn(async () => true);
    const busy = { status: 429, code: "rate_limited", message: "", retryAfterMs: 60_000 } as const;
    const config = {} as Parameters<typeof SHARED_POLLING.onErrorRetry>[2];
    for (const error of [new ApiError(busy), new Error("x")]) {
      SHARED_POLLING.onErrorRetry(error, "/s", config, read, { retryCount: 99, dedupe: true });
      await vi.advanceTimersByTimeAsync(3_900);
      expect(read).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1_100);
      expect(read).toHaveBeenCalledOnce();
      read.mockClear();
    }
  });
});

describe("a recording", () => {
  const pending = (nextInMs: number | null, asksAgain = true) =>
    recordingInterval({
      state: "pending",
      url: null,
      host: null,
      inPlace: false,
      nextAskAt: nextInMs === null ? null : new Date(Date.now() + nextInMs).toISOString(),
      asksAgain,
    });

  it("is asked for again just after its server may be, and not once that is left to a person", () => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    expect(recordingInterval(undefined)).toBe(500);
    expect([pending(10_000), pending(0), pending(-5_000)]).toEqual([10_080, 400, 400]);
    expect([pending(10_000, false), pending(null)]).toEqual([0, 0]);
    vi.useRealTimers();
  });
});
