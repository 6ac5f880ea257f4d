import { afterEach, describe, expect, it, vi } from "vitest";
import type { RunView, Transition } from "../contract/api.ts";
import { createRunReader } from "./run-reader.ts";

const at = (seq: number) => new Date(1_700_000_000_000 + seq * 1_000).toISOString();
const steps = (from: number, to: number): Transition[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    kind: "step",
    at: at(from + index),
    until: from + index < to ? at(from + index + 1) : null,
    precisionMs: 1_000,
    state: "running",
    step: `step ${from + index}`,
    live: false,
  }));
const run = (transitions: Transition[], over: Partial<RunView> = {}): RunView => ({
  task: { id: "t", name: "Task", active: true, createdHere: false },
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
  live: { url: null, reason: "not_opened" },
  freshness: { observedAt: at(0), nextSampleAt: at(1), stale: false, reason: null },
  startedAt: null,
  endedAt: null,
  transitions,
  hasEarlier: false,
  newerRunId: null,
  result: null,
  ...over,
});

/** Answers calls in order and tells what was asked for. */
function serve(...answers: (RunView | "304")[]) {
  const asked: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const tag = new Headers(init?.headers).get("if-none-match");
    asked.push(tag ? `${input} unless ${tag}` : String(input));
    const next = answers.shift();
    if (!next) throw new Error("Not expected");
    return next === "304"
      ? new Response(null, { status: 304, headers: { "x-observed-at": at(99) } })
      : new Response(JSON.stringify(next), { headers: { etag: `W/"${asked.length}"` } });
  });
  return asked;
}
const seqs = (view: RunView | null) => view?.transitions.map(({ seq }) => seq);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a run read again and again", () => {
  it("asks only for what came later and joins it", async () => {
    const asked = serve(run(steps(3, 5)), run(steps(5, 5)), "304");
    const reader = createRunReader("/run", run(steps(1, 3)));
    const first = await reader.read();
    expect(seqs(first)).toEqual([1, 2, 3, 4, 5]);
    expect(first.transitions[2]?.until).toBe(at(4));
    const second = await reader.read();
    const third = await reader.read();
    expect(third.transitions).toBe(second.transitions);
    expect(third.freshness.observedAt).toBe(at(99));
    expect(asked).toEqual(["/run?after=3", "/run?after=5", '/run?after=5 unless W/"2"']);
  });

  it("carries a run without transitions over once, however often it is read", async () => {
    const asked = serve(run([]), "304", "304", run(steps(1, 1)));
    const reader = createRunReader("/run", run([]));
    const first = await reader.read();
    const second = await reader.read();
    expect(second).toEqual({ ...first, freshness: { ...first.freshness, observedAt: at(99) } });
    await reader.read();
    expect(seqs(await reader.read())).toEqual([1]);
    const again = '/run unless W/"1"';
    expect(asked).toEqual(["/run", again, again, again]);
  });

  it("reads the whole run when a hole appears", async () => {
    const asked = serve(run(steps(9, 10)), run(steps(5, 10), { hasEarlier: true }));
    const reader = createRunReader("/run", run(steps(1, 3)));
    const view = await reader.read();
    expect(asked).toEqual(["/run?after=3", "/run"]);
    expect(seqs(view)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(view.hasEarlier).toBe(true);
  });

  it("keeps earlier pages when the whole run meets them", async () => {
    serve(run(steps(9, 9)), run(steps(3, 9), { hasEarlier: true }));
    const reader = createRunReader("/run", run(steps(1, 4)));
    expect(seqs(await reader.read())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("never mixes two runs", async () => {
    serve(run(steps(4, 4), { runId: "r2" }), run(steps(1, 4), { runId: "r2" }));
    const reader = createRunReader("/run", run(steps(1, 3)));
    const view = await reader.read();
    expect(view.runId).toBe("r2");
    expect(seqs(view)).toEqual([1, 2, 3, 4]);
    expect(view.transitions.every(({ step }) => step !== null)).toBe(true);
  });

  it("pages back to what is earlier", async () => {
    const asked = serve(run(steps(1, 4), { hasEarlier: false }));
    const reader = createRunReader("/run", run(steps(5, 6), { hasEarlier: true }));
    const view = await reader.earlier();
    expect(asked).toEqual(["/run?before=5&limit=200"]);
    expect(seqs(view)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(view?.hasEarlier).toBe(false);
  });

  it("pages back until that is enough, several pages at once", async () => {
    const pages = [801, 601, 401, 201, 1].map((from) =>
      run(steps(from, from + 199), { hasEarlier: from > 1 }),
    );
    const asked = serve(...pages);
    const reader = createRunReader("/run", run(steps(1_001, 1_002), { hasEarlier: true }));
    const view = await reader.earlier(({ seq }) => seq <= 350);
    expect(asked).toEqual(
      [1_001, 801, 601, 401, 201].map((before) => `/run?before=${before}&limit=200`),
    );
    expect(seqs(view)).toHaveLength(1_002);
    expect(view?.hasEarlier).toBe(false);
  });

  it("stops paging back where nothing more comes", async () => {
    const asked = serve(run([], { hasEarlier: false }));
    const reader = createRunReader("/run", run(steps(5, 6), { hasEarlier: true }));
    expect(seqs(await reader.earlier(() => false))).toEqual([5, 6]);
    expect(asked).toHaveLength(1);
  });
});
