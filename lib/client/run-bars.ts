/** How a task's runs are drawn side by side, and what they are called. Pure. */
import type { RunRow } from "../contract/api.ts";
import { isEnded, STATE_LABEL } from "../run/state.ts";
import { durationWords, shortId } from "../run/words.ts";

export type RunBar = {
  run: RunRow;
  /** How much is known of how long it took: all, that it goes on, nothing. */
  length: "known" | "growing" | "unknown";
  /** Of the longest one, from 0 to 1; null where it is not known. */
  share: number | null;
};

const lengthOf = ({ durationMs, startedAt, state }: RunRow): RunBar["length"] => {
  if (durationMs !== null) return "known";
  const goesOn = startedAt !== null && !isEnded(state) && state !== "unknown";
  return goesOn ? "growing" : "unknown";
};

/**
 * The runs of a page as bars, oldest first, with the longest known duration in ms as their scale.
 * @param runs newest first
 */
export function runBars(runs: readonly RunRow[]): { bars: RunBar[]; longestMs: number | null } {
  const known = runs.flatMap(({ durationMs }) => durationMs ?? []);
  const longestMs = known.length > 0 ? Math.max(...known) : null;
  const shareOf = ({ durationMs }: RunRow): number | null =>
    durationMs === null ? null : durationMs / Math.max(1, longestMs ?? 1);
  const bars = runs
    .toReversed()
    .map((run) => ({ run, length: lengthOf(run), share: shareOf(run) }));
  return { bars, longestMs };
}

const LENGTH_WORDS: Record<Exclude<RunBar["length"], "known">, string> = {
  growing: "not over yet",
  unknown: "duration not recorded",
};

/**
 * A run in one line: "Run 8f374523, completed, 2m 14s, started 2 Mar 2026, 12:03".
 * @param startedWords when it began; empty where that is not known
 */
export function runBarName({ run, length }: RunBar, startedWords: string): string {
  const took = length === "known" ? durationWords(run.durationMs ?? 0) : LENGTH_WORDS[length];
  const began = startedWords ? [`started ${startedWords}`] : [];
  return [`Run ${shortId(run.id)}`, STATE_LABEL[run.state].toLowerCase(), took, ...began].join(
    ", ",
  );
}
