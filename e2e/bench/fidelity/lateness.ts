/** How late the dashboard read what it was answered: a busy machine adds that to each of its times. */
import type { Transition } from "../../../lib/contract/api.ts";
import { SLACK_MS } from "./match.ts";
import type { Sample } from "./samples.ts";

/** By how much, around a moment (epoch ms), a time of the dashboard may be later than the sandbox's. */
export type Lateness = (ms: number) => number;

const AROUND_MS = 3_000;
/** Half an interval at the closest pace: beyond, it could be another sample's time. */
const MOST_MS = 500;

/** How long after each answer the row was dated that tells of it. */
export const lateRows = (
  rows: readonly Transition[],
  samples: readonly Sample[],
): { atMs: number; lateMs: number }[] =>
  rows.flatMap(({ kind, at }) => {
    const atMs = Date.parse(at);
    const sample = samples.findLast((one) => one.at <= atMs + SLACK_MS);
    if (kind === "gap" || kind === "end" || !sample) return [];
    return [{ atMs, lateMs: atMs - sample.at }];
  });

/**
 * Rows that tell of a change show how late the machine was when nothing else does.
 * @param late of all runs
 */
export function latenessFrom(late: ReturnType<typeof lateRows>): Lateness {
  const sure = late.filter(({ lateMs }) => lateMs > SLACK_MS && lateMs <= MOST_MS);
  return (ms) =>
    Math.max(
      SLACK_MS,
      ...sure.filter(({ atMs }) => Math.abs(atMs - ms) < AROUND_MS).map(({ lateMs }) => lateMs),
    );
}
