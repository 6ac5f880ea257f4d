import "server-only";

/** How often a run is sampled while somebody looks at it, lists it, or nobody does. */
export const PACE_MS = { looked: 1_000, listed: 5_000, unseen: 15_000 } as const;

/** An ended run on screen: how often to ask whether a newer one started. */
export const NEWER_MS = 30_000;
/** Right after an end the task's own status changes too. */
const AFTER_END_MS = 3_000;
/** A task that gets no run, and that nobody looks at, is left alone after this. */
const FORGET_MS = 10 * 60_000;

/** A viewer asks about once a second, a list every three: after this they are gone. */
const LOOK_LASTS_MS = 4_000;
const LIST_LASTS_MS = 10_000;
/** Told that the next sample is far off, a viewer asks again at the latest after this. */
const ASKS_WITHIN_MS = 15_000;
const MAX_BACKOFF_MS = 60_000;

/** Until when somebody is taken to look, or to have a list open; on one monotonic clock. */
export type Attention = { lookedUntilMs: number; listedUntilMs: number };
export const NOBODY: Attention = {
  lookedUntilMs: Number.NEGATIVE_INFINITY,
  listedUntilMs: Number.NEGATIVE_INFINITY,
};

/** @param dueMs when the viewer was told that the next sample is due: they do not ask before */
export const looked = (attention: Attention, nowMs: number, dueMs: number): Attention => ({
  ...attention,
  lookedUntilMs: Math.min(Math.max(nowMs, dueMs), nowMs + ASKS_WITHIN_MS) + LOOK_LASTS_MS,
});

export const listed = (attention: Attention, nowMs: number): Attention => ({
  ...attention,
  listedUntilMs: nowMs + LIST_LASTS_MS,
});

export const isLookedAt = ({ lookedUntilMs }: Attention, nowMs: number): boolean =>
  nowMs <= lookedUntilMs;

export const isOnScreen = (attention: Attention, nowMs: number): boolean =>
  isLookedAt(attention, nowMs) || nowMs <= attention.listedUntilMs;

/** The distance between two samples, by who cares. */
export function paceMs(attention: Attention, nowMs: number): number {
  if (isLookedAt(attention, nowMs)) return PACE_MS.looked;
  return isOnScreen(attention, nowMs) ? PACE_MS.listed : PACE_MS.unseen;
}

/** The wait after failures in a row: doubled each time up to a minute, or as the server asked. */
export const backoffMs = (pace: number, failures: number, retryAfterMs: number | null): number =>
  Math.max(Math.min(pace * 2 ** failures, MAX_BACKOFF_MS), retryAfterMs ?? 0);

/** How a task stands, as far as the next sample depends on it. */
export type Standing = {
  /**
   * `unloaded`: what is stored could not be read yet. `untold`: it ended, and its result is still
   * worth asking for.
   */
  run: "unloaded" | "none" | "going-on" | "untold" | "ended";
  /** Older runs whose results are to be read now, or later. */
  older: "due" | "later" | "none";
  taskActive: boolean;
  /** Whether the task's own status was read since the run ended. */
  taskRechecked: boolean;
};

/** From the start of one sample to the next; null when there is nothing more to learn. */
export function delayMs(standing: Standing, attention: Attention, nowMs: number): number | null {
  const pace = paceMs(attention, nowMs);
  if (standing.older === "due") return PACE_MS.looked;
  if (standing.run === "going-on" || standing.run === "unloaded") return pace;
  if (standing.older === "later") return PACE_MS.unseen;
  if (standing.run === "none") {
    const seenMs = Math.max(attention.lookedUntilMs, attention.listedUntilMs);
    return nowMs - seenMs < FORGET_MS ? pace : null;
  }
  if (!standing.taskRechecked) return AFTER_END_MS;
  if (standing.run === "untold") return isOnScreen(attention, nowMs) ? PACE_MS.unseen : null;
  return standing.taskActive && isOnScreen(attention, nowMs) ? NEWER_MS : null;
}
