/** The last runs of a task as tiny bars, and in words. Pure. */
import type { RecentRun, RunState } from "../contract/api.ts";
import { isEnded, STATE_LABEL } from "../run/state.ts";
import { durationWords } from "../run/words.ts";

export type RecentBar = {
  state: RunState;
  /** `none`: nobody knows how long it took. */
  length: "known" | "growing" | "none";
  /** Of the longest of them, from 0 to 1; null where it is not known. */
  share: number | null;
};

const goesOn = (state: RunState): boolean => !isEnded(state) && state !== "unknown";

/**
 * The runs as bars, with the longest known duration in ms as their scale.
 * @param runs oldest first
 */
export function recentBars(runs: readonly RecentRun[]) {
  const longestMs = Math.max(0, ...runs.map(({ durationMs }) => durationMs ?? 0));
  const bars = runs.map(({ state, durationMs }): RecentBar => {
    if (durationMs !== null) {
      return { state, length: "known", share: durationMs / Math.max(1, longestMs) };
    }
    return { state, length: goesOn(state) ? "growing" : "none", share: null };
  });
  return { bars, longestMs };
}

const ORDER: readonly RunState[] = [
  "completed",
  "failed",
  "stopped",
  "waiting",
  "running",
  "scheduled",
  "preparing",
  "unknown",
];

function rangeWords(runs: readonly RecentRun[]): string {
  const known = runs.flatMap(({ durationMs }) => durationMs ?? []);
  const unknown = runs.filter(({ state, durationMs }) => durationMs === null && !goesOn(state));
  const [least, most] = [Math.min(...known), Math.max(...known)].map(durationWords);
  const range = known.length === 0 ? [] : [least === most ? `${most}` : `${least} to ${most}`];
  if (unknown.length === 0) return range.join("");
  const missing = unknown.length === runs.length ? "duration" : `${unknown.length}`;
  return [...range, `${missing} not recorded`].join(", ");
}

/** "Last 5 runs: 4 completed, 1 failed; 1m 2s to 3m". Empty when there is none. */
export function recentWords(runs: readonly RecentRun[]): string {
  if (runs.length === 0) return "";
  const many = runs.length > 1;
  const outcomes = ORDER.flatMap((state) => {
    const count = runs.filter((run) => run.state === state).length;
    const label = STATE_LABEL[state].toLowerCase();
    return count === 0 ? [] : [many ? `${count} ${label}` : label];
  }).join(", ");
  const lead = many ? `Last ${runs.length} runs` : "Last run";
  return [`${lead}: ${outcomes}`, rangeWords(runs)].filter(Boolean).join("; ");
}
