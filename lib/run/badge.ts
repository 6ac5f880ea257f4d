/** What a badge and a preview card say of a run: a state in a few words of ours, and nothing else. */
import type { RunState } from "../contract/api.ts";
import { isEnded } from "./state.ts";
import { durationWords } from "./words.ts";

export type Badge = { label: "run"; message: string; color: string };

/** All that anybody may know of a run whose state is shown to everybody. */
export type PublicRun = {
  state: RunState;
  /** How long it took, or has taken so far; null when nobody knows. */
  durationMs: number | null;
  /** Whether it is known to be so now: ended, or seen a moment ago. */
  isCurrent: boolean;
};

const GREY = "#5b6472";

/** The colours of the icons of browser tabs: white on them is easy to read. */
const COLOURS: Record<RunState, string> = {
  preparing: GREY,
  scheduled: GREY,
  running: "#2563eb",
  waiting: "#b45309",
  completed: "#15803d",
  failed: "#c92a2a",
  stopped: GREY,
  unknown: GREY,
};

const isTold = ({ state, isCurrent }: PublicRun): boolean => isCurrent || state === "unknown";

/** The state in words: `waiting`, or `last seen waiting` when nobody has looked since. */
export const publicWords = (run: PublicRun): string =>
  isTold(run) ? run.state : `last seen ${run.state}`;

/** The state's colour; grey when nobody knows whether it is still so. */
export const publicColour = (run: PublicRun): string => (isTold(run) ? COLOURS[run.state] : GREY);

/** For how long the run has been running or ran, like `2m 14s`; null when that says nothing. */
export const publicDuration = ({ state, durationMs, isCurrent }: PublicRun): string | null =>
  durationMs !== null && isCurrent && (state === "running" || isEnded(state))
    ? durationWords(durationMs)
    : null;

/** `run | completed · 2m 14s` */
export function runBadge(run: PublicRun): Badge {
  const words = [publicWords(run), publicDuration(run)].filter((part) => part !== null);
  return { label: "run", message: words.join(" · "), color: publicColour(run) };
}

/** Of a link that shows nothing, for whatever reason. */
export const NEUTRAL_BADGE: Badge = { label: "run", message: "not available", color: GREY };
