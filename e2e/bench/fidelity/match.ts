/** Which true step each recorded row tells of, and whether it tells it rightly. */
import type { Transition } from "../../../lib/contract/api.ts";
import type { TaskCalls } from "./samples.ts";
import { isOk } from "./samples.ts";
import { type RunTruth, says, type TrueStep } from "./truth.ts";

/**
 * The sandbox takes the time of a change when it is due, the recorder that of a sample when its
 * answer is in: two programs on one clock, read at different points of the same exchange.
 */
export const SLACK_MS = 50;

export type Matched = {
  row: Transition;
  atMs: number;
  step: TrueStep | null;
  problem: "wrong" | "out of order" | "out of ±" | null;
};

/** The moments a row can speak of: from the newest call before it was written, to its own time. */
function windowOf({ calls }: TaskCalls, runId: string, atMs: number) {
  const told = calls.filter(
    (call) =>
      (call.endpoint === "status" || call.endpoint === "result") &&
      call.runId === runId &&
      isOk(call) &&
      call.at <= atMs + SLACK_MS,
  );
  return { fromMs: (told.at(-1)?.at ?? atMs) - SLACK_MS, toMs: atMs + SLACK_MS };
}

/** @param rows oldest first */
export function matchRows(
  rows: readonly Transition[],
  truth: RunTruth,
  calls: TaskCalls,
): Matched[] {
  let last = -1;
  let gapAtMs: number | null = null;
  return rows.map((row) => {
    const atMs = Date.parse(row.at);
    if (row.kind === "gap") {
      gapAtMs = atMs;
      return { row, atMs, step: null, problem: null };
    }
    const gap = gapAtMs;
    gapAtMs = null;
    const { fromMs, toMs } = windowOf(calls, truth.runId, atMs);
    const shown = truth.steps.filter(
      (step) => step.beginMs <= toMs && step.endMs >= fromMs && says(row, step),
    );
    if (shown.length === 0) return { row, atMs, step: null, problem: "wrong" };
    const isNext = ({ index }: TrueStep) => (gap === null ? index > last : index >= last);
    const isWithin = ({ beginMs }: TrueStep) => {
      if (gap !== null && beginMs <= gap + SLACK_MS) return true;
      return beginMs >= atMs - row.precisionMs - SLACK_MS && beginMs <= toMs;
    };
    const inOrder = shown.filter(isNext);
    const step = inOrder.find(isWithin) ?? inOrder[0] ?? null;
    if (!step) return { row, atMs, step: null, problem: "out of order" };
    last = step.index;
    return { row, atMs, step, problem: isWithin(step) ? null : "out of ±" };
  });
}

/** Whether seq counts 1, 2, 3 … without a hole. */
export const isCounted = (rows: readonly Transition[]): boolean =>
  rows.every(({ seq }, index) => seq === index + 1);
