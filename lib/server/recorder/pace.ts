import "server-only";

/** How often a run is sampled while somebody looks at it, lists it, or nobody does. */
export const PACE_MS = { looked: 1_000, listed: 5_000, unseen: 15_000 } as const;

/** A viewer asks about once a second, a list every three: after this they are gone. */
const LOOK_LASTS_MS = 4_000;
const LIST_LASTS_MS = 10_000;
const MAX_BACKOFF_MS = 60_000;

/** Within this many intervals of the pace in force, nothing seen is no gap (design: "three"). */
const SILENT_INTERVALS = 3;

export type Attention = { lookedMs: number | null; listedMs: number | null };

export const isLookedAt = ({ lookedMs }: Attention, nowMs: number): boolean =>
  lookedMs !== null && nowMs - lookedMs <= LOOK_LASTS_MS;

export const isListed = ({ listedMs }: Attention, nowMs: number): boolean =>
  listedMs !== null && nowMs - listedMs <= LIST_LASTS_MS;

/** The distance between two samples, by who cares; all times on one monotonic clock. */
export function paceMs(attention: Attention, nowMs: number): number {
  if (isLookedAt(attention, nowMs)) return PACE_MS.looked;
  return isListed(attention, nowMs) ? PACE_MS.listed : PACE_MS.unseen;
}

/** The wait after failures in a row: doubled each time up to a minute, or as the server asked. */
export const backoffMs = (pace: number, failures: number, retryAfterMs: number | null): number =>
  Math.max(Math.min(pace * 2 ** failures, MAX_BACKOFF_MS), retryAfterMs ?? 0);

/** How long nothing may be seen before the timeline has a gap. */
export const silenceMs = (pace: number): number => pace * SILENT_INTERVALS;
