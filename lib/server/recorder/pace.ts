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
const MAX_BACKOFF_MS = 60_000;

/** Within this many intervals of the pace in force, nothing seen is no gap (design: "three"). */
const SILENT_INTERVALS = 3;
/** No call takes longer; a process that was held up for longer saw nothing meanwhile. */
const MAX_CALLS_MS = 10_000;
const MAX_QUEUE_MS = 60_000;

/** Who cares, since when; all times on one monotonic clock. */
export type Attention = { lookedMs: number | null; listedMs: number | null };

export const isLookedAt = ({ lookedMs }: Attention, nowMs: number): boolean =>
  lookedMs !== null && nowMs - lookedMs <= LOOK_LASTS_MS;

export const isOnScreen = (attention: Attention, nowMs: number): boolean =>
  isLookedAt(attention, nowMs) ||
  (attention.listedMs !== null && nowMs - attention.listedMs <= LIST_LASTS_MS);

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
  run: "none" | "going-on" | "ended";
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
  if (standing.run === "going-on") return pace;
  if (standing.older === "later") return PACE_MS.unseen;
  if (standing.run === "none") {
    const seenMs = Math.max(attention.lookedMs ?? 0, attention.listedMs ?? 0);
    return nowMs - seenMs < FORGET_MS ? pace : null;
  }
  if (!standing.taskRechecked) return AFTER_END_MS;
  return standing.taskActive && isOnScreen(attention, nowMs) ? NEWER_MS : null;
}

/** How long sampling itself took: calls, and the wait for a turn. */
export const spentMs = (callsMs: number, queueMs: number): number =>
  Math.min(callsMs, MAX_CALLS_MS) + Math.min(queueMs, MAX_QUEUE_MS);

/**
 * How long nothing may be seen before the timeline has a gap: three intervals, the first of which
 * lasts until the next sample is due. Nothing is missing before that, however slow the pace was.
 * @param untilDueMs from the last sample to when the next one was due
 */
export const silenceMs = (untilDueMs: number, intervalMs: number): number =>
  Math.max(untilDueMs, intervalMs) + intervalMs * (SILENT_INTERVALS - 1);
