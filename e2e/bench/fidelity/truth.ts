/** What truly happened to a run, in the words of a recorded row. */
import type { RunState, Transition } from "../../../lib/contract/api.ts";
import type { TrueTransition } from "../../support/sandbox.ts";

/** One stretch in which everything stayed as it was. */
export type TrueStep = {
  index: number;
  /** Epoch ms. */
  beginMs: number;
  /** Epoch ms; infinite for an end. */
  endMs: number;
  state: RunState;
  step: string | null;
  live: boolean;
  toolCallId: string | null;
};

export type RunTruth = {
  runId: string;
  /** Whether a browser made it. */
  isDriven: boolean;
  /** When the run could first be seen, epoch ms. */
  appearedMs: number;
  /** When it ended, epoch ms. */
  endedMs: number;
  steps: TrueStep[];
  final: RunState;
  result: Record<string, unknown>;
};

const ABORTS = ["API abort", "Manual abort"];

function stateOf(
  { status, toolCallId }: TrueTransition,
  result: Record<string, unknown>,
): RunState | null {
  if (status === null) return null;
  if (status === "completed") return "completed";
  if (status === "error") {
    return ABORTS.some((text) => result.error === text || result.output === text)
      ? "stopped"
      : "failed";
  }
  if (toolCallId !== null) return "waiting";
  return status === "scheduled" ? "scheduled" : "running";
}

/**
 * @param log of the sandbox, oldest first
 * @param result what truly came of the run
 */
export function truthOf(
  runId: string,
  log: readonly TrueTransition[],
  result: Record<string, unknown>,
  isDriven: boolean,
): RunTruth {
  const steps: TrueStep[] = [];
  for (const [at, entry] of log.entries()) {
    const state = stateOf(entry, result);
    if (state === null) continue;
    steps.push({
      index: steps.length,
      beginMs: entry.at,
      endMs: log[at + 1]?.at ?? Number.POSITIVE_INFINITY,
      state,
      step: typeof entry.detailedStatus === "string" ? entry.detailedStatus : null,
      live: entry.live === true,
      toolCallId: entry.toolCallId === null ? null : String(entry.toolCallId),
    });
  }
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last) throw new Error(`run ${runId} never had a status`);
  return {
    runId,
    isDriven,
    appearedMs: first.beginMs,
    endedMs: last.endMs === Number.POSITIVE_INFINITY ? last.beginMs : Number.NaN,
    steps,
    final: last.state,
    result,
  };
}

/** What a run showed at a moment; undefined before it appeared. */
export const stepAt = ({ steps }: RunTruth, ms: number): TrueStep | undefined =>
  steps.find(({ beginMs, endMs }) => beginMs <= ms && ms < endMs);

export const isEnd = ({ state }: Pick<TrueStep, "state">): boolean =>
  state === "completed" || state === "failed" || state === "stopped";

/** Whether a row says what a step was; of an end, only how it ended is told. */
export function says(row: Transition, step: TrueStep): boolean {
  if (row.state !== step.state) return false;
  if (isEnd(step)) return row.kind === "end";
  return (
    row.kind !== "end" &&
    row.step === step.step &&
    row.live === step.live &&
    (row.toolCall?.id ?? null) === step.toolCallId
  );
}

/** Whether two steps look alike to whoever sees neither begin. */
export const isAlike = (a: TrueStep, b: TrueStep): boolean =>
  a.state === b.state && a.step === b.step && a.live === b.live && a.toolCallId === b.toolCallId;
