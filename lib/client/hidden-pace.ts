import { ApiError, isFinal } from "./api-error.ts";

/** How late SWR's own timer may be before another one takes its place, in ms. */
const GRACE_MS = 3_000;

/**
 * How long a tab in the background waits until it reads by itself, in ms; 0 when it does not.
 * @param intervalMs how long SWR waits there until the next read; 0 when it reads no more
 * @param error what the last read failed with: one that asking again cannot mend ends it, and what
 * the server asks for in `Retry-After` is kept to
 */
export function hiddenPaceMs(intervalMs: number, error: unknown): number {
  if (intervalMs === 0 || isFinal(error)) return 0;
  const askedMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(intervalMs, askedMs) + GRACE_MS;
}
