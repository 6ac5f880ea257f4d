import { expect, test } from "vitest";
import { isNews, type RunStanding, tellOnce } from "./run-news.ts";

const OPENED = 1_000;
const run = (over: Partial<RunStanding> = {}): RunStanding => ({
  taskId: "t1",
  runId: "r1",
  name: "Task",
  state: "running",
  question: null,
  changedAtMs: 500,
  ...over,
});
const waiting = run({ state: "waiting", question: "a", changedAtMs: 2_000 });

test.for<[string, RunStanding | undefined, RunStanding, boolean]>([
  ["it began to wait", run(), waiting, true],
  ["it waits still", waiting, waiting, false],
  ["it asks something else", waiting, { ...waiting, question: "b" }, true],
  ["it was waiting when the page opened", undefined, { ...waiting, changedAtMs: 900 }, false],
  ["it was never seen, and began to wait since", undefined, waiting, true],
  ["it ended before anybody saw it", undefined, run({ state: "failed", changedAtMs: null }), false],
  ["it had not been read", run({ state: "unknown" }), run({ state: "completed" }), false],
  ["it goes on", waiting, run({ changedAtMs: 3_000 }), false],
  ["it ended", run(), run({ state: "completed" }), true],
  ["it failed", run(), run({ state: "failed" }), true],
  ["it was stopped", waiting, run({ state: "stopped" }), true],
])("%s", ([_name, before, now, isIt]) => {
  expect(isNews(before, now, OPENED)).toBe(isIt);
});

test("what one tab told no other tells, nor what came before it", () => {
  const told = tellOnce([], waiting);
  expect(told).toHaveLength(1);
  expect(tellOnce(told ?? [], waiting)).toBeNull();
  const ended = run({ state: "completed", changedAtMs: 5_000 });
  const both = tellOnce(told ?? [], ended) ?? [];
  expect(both).toEqual([{ runId: "r1", state: "completed", atMs: 5_000 }]);
  expect(tellOnce(both, waiting)).toBeNull();
  expect(tellOnce(both, { ...waiting, runId: "r2" })).toHaveLength(2);
});

test("the next question is told, too, and not all is kept for ever", () => {
  const told = tellOnce([], waiting) ?? [];
  expect(tellOnce(told, { ...waiting, question: "b", changedAtMs: 4_000 })).toHaveLength(1);
  const many = Array.from({ length: 50 }, (_, index) =>
    run({ runId: `${index}`, state: "failed" }),
  );
  const all = many.reduce((kept, one) => tellOnce(kept, one) ?? kept, told);
  expect(all).toHaveLength(50);
  expect(all[0]?.runId).toBe("0");
});
