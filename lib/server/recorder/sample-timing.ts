import "server-only";
import { PACE_MS } from "@/lib/server/recorder/pace";

/** Within this many intervals of the pace in force, nothing seen is no gap (design: "three"). */
const SILENT_INTERVALS = 3;
/** One lost call at the closest pace is made up for after three intervals, and a little. */
const SLACK_MS = 250;
/** No call takes longer; a process that was held up for longer saw nothing meanwhile. */
const MAX_CALLS_MS = 10_000;
const MAX_QUEUE_MS = 60_000;

/**
 * How long nothing may be seen before the timeline has a gap: three intervals, the first of which
 * lasts until the next sample is due. Nothing is missing before that, however slow the pace was.
 * @param untilDueMs from the last sample to when the next one was due
 */
export const silenceMs = (untilDueMs: number, intervalMs: number): number =>
  Math.max(untilDueMs, intervalMs) + intervalMs * (SILENT_INTERVALS - 1) + SLACK_MS;

/** When one watcher's samples begin, were due, and how long they take; on a monotonic clock. */
export class SampleTiming {
  #startedMs = Number.NEGATIVE_INFINITY;
  /** The interval in force: the pace at the first try for a sample, and what the last one took. */
  #paceMs: number = PACE_MS.looked;
  #spentMs = 0;
  #queueMs = 0;
  /** What the last good sample spent in queues. */
  #queuedMs = 0;
  /** When the sample after the last good one was due; failures do not move it. */
  #expectedMs = Number.NEGATIVE_INFINITY;

  /** When the newest sample began; the next one is measured from there. */
  get startedMs(): number {
    return this.#startedMs;
  }

  /** @param paceMs null for another try after a failure: the interval in force stays */
  begin(nowMs: number, paceMs: number | null): void {
    this.#startedMs = nowMs;
    this.#queueMs = 0;
    if (paceMs !== null) this.#paceMs = paceMs;
  }

  /** Lets the next sample be due at once. */
  skip(): void {
    this.#startedMs = Number.NEGATIVE_INFINITY;
  }

  /** Time that a call of this sample waited for its turn. */
  queued(ms: number): void {
    this.#queueMs += ms;
  }

  expect(dueMs: number): void {
    this.#expectedMs = dueMs;
  }

  /** The present sample is in. */
  succeed(nowMs: number): void {
    this.#spentMs = this.#soFarMs(nowMs);
    this.#queuedMs = this.#queueMs;
  }

  /**
   * Whether queues hold samples up: so much is watched that they come further apart than their pace.
   * One that waited, and is in before the next is due, did not delay that one.
   */
  get isStretched(): boolean {
    const wasLate = this.#queuedMs > this.#paceMs / 2 && this.#spentMs > this.#paceMs;
    return wasLate || this.#queueMs > this.#paceMs;
  }

  /** When the sample under way is likely to be in, going by the last one. */
  get likelyInMs(): number {
    return this.#startedMs + this.#spentMs;
  }

  /** How long nothing may have been seen since `lastMs`, where the present sample is going to count. */
  allowedSilenceMs(lastMs: number | null, nowMs: number): number {
    return this.#silenceMs(lastMs, this.#soFarMs(nowMs));
  }

  /** The same after a failure: what it took to fail excuses nothing. */
  failedSilenceMs(lastMs: number | null): number {
    return this.#silenceMs(lastMs, 0);
  }

  #silenceMs(lastMs: number | null, soFarMs: number): number {
    const intervalMs = Math.max(this.#paceMs, this.#spentMs, soFarMs);
    return silenceMs(this.#expectedMs - (lastMs ?? Number.POSITIVE_INFINITY), intervalMs);
  }

  #soFarMs(nowMs: number): number {
    const sinceMs = nowMs - this.#startedMs;
    if (!Number.isFinite(sinceMs)) return 0;
    const callsMs = Math.min(sinceMs - this.#queueMs, MAX_CALLS_MS);
    return callsMs + Math.min(this.#queueMs, MAX_QUEUE_MS);
  }
}
