import "server-only";
import type { RunState, Transition } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { isLive, isSameStep, type Observation } from "@/lib/server/recorder/observation";
import type { NewTransition } from "@/lib/server/store/runs";

/** A stretch in which nobody watched; `atMs` is the last moment before it that was seen. */
export const gapRow = (seq: number, atMs: number): NewTransition => ({
  seq,
  kind: "gap",
  at: atMs,
  precision_ms: 0,
  state: "unknown",
  step: null,
  live: 0,
  tool_call: null,
});

/** An end that was only told by the run's result. */
export const endRow = (
  seq: number,
  atMs: number,
  precisionMs: number,
  state: RunState,
): NewTransition => ({ ...gapRow(seq, atMs), kind: "end", state, precision_ms: precisionMs });

function kindOf(
  { sample }: Observation,
  state: RunState,
  before: Observation | null,
): Transition["kind"] {
  if (isEnded(state)) return "end";
  if (before && isSameStep(before.sample, sample)) return "browser";
  return state === "waiting" ? "question" : "step";
}

/**
 * A change that was seen.
 * @param before the sample it is a change from; null when a gap or nothing lies before it
 */
export const changeRow = (
  seq: number,
  observation: Observation,
  state: RunState,
  before: Observation | null,
  precisionMs: number,
): NewTransition => ({
  seq,
  kind: kindOf(observation, state, before),
  at: observation.atMs,
  precision_ms: precisionMs,
  state,
  step: observation.sample.detailedStatus || null,
  live: isLive(observation.sample) ? 1 : 0,
  tool_call: observation.sample.toolCall && JSON.stringify(observation.sample.toolCall),
});
