import "server-only";
import type { ErrorCode } from "@/lib/contract/errors";
import type { Clock } from "@/lib/server/clock";
import type { AppError } from "@/lib/server/errors";
import {
  type Attention,
  backoffMs,
  delayMs,
  isLookedAt,
  isOnScreen,
  listed,
  looked,
  NOBODY,
  paceMs,
  type Standing,
} from "@/lib/server/recorder/pace";
import { SampleTiming } from "@/lib/server/recorder/sample-timing";

export type Failure = {
  code: ErrorCode;
  /** In a row. */
  count: number;
  /** What the server asked for, counted from `atMs`; null when it did not. */
  retryAfterMs: number | null;
  /** Monotonic. */
  atMs: number;
};

/** When one watcher takes its next sample: by who cares, by how the task stands, by what failed. */
export class Schedule {
  readonly timing = new SampleTiming();
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #attention: Attention = NOBODY;
  #failure: Failure | null = null;
  #dueMs: number | null = null;
  #cancel: (() => void) | null = null;

  /** @param onDue called when a sample is due */
  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Monotonic ms at which the next sample is due; null when none will be made. */
  get dueMs(): number | null {
    return this.#dueMs;
  }

  /** Since the newest sample began. */
  get sinceMs(): number {
    return this.#now - this.timing.startedMs;
  }

  /** Whether the upstream is to be left alone until the time that was set after a failure. */
  get isHeld(): boolean {
    return this.#failure !== null && this.#dueMs !== null && this.#dueMs > this.#now;
  }

  get isLookedAt(): boolean {
    return isLookedAt(this.#attention, this.#now);
  }

  /** Whether it is on a list that is open, or looked at. */
  get isListed(): boolean {
    return isOnScreen(this.#attention, this.#now);
  }

  /** Somebody looks at the run now; where samples are far apart, they are told when to ask again. */
  look(): void {
    const heldMs = this.isHeld && this.#dueMs !== null ? this.#dueMs : this.#now;
    const askMs = this.timing.isStretched ? Math.max(heldMs, this.timing.likelyInMs) : heldMs;
    this.#attention = looked(this.#attention, this.#now, askMs);
  }

  /** Somebody looks at a list that has the task. */
  list(): void {
    this.#attention = listed(this.#attention, this.#now);
  }

  /** Brings the next sample forward to the pace of who cares now. */
  hasten(standing: Standing): void {
    const pace = paceMs(this.#attention, this.#now);
    const dueMs = this.#dueMs ?? Number.POSITIVE_INFINITY;
    if (this.#failure) this.#retry(pace, this.#failure);
    else if (standing.run !== "untold" && standing.run !== "ended") {
      this.#expect(Math.min(dueMs, Math.max(this.#now, this.timing.startedMs + pace)));
    } else if (this.#dueMs === null) this.next(standing);
  }

  /** Sets the time of the next sample, measured from the start of the one before. */
  next(standing: Standing): void {
    this.clear();
    const delay = delayMs(standing, this.#attention, this.#now);
    if (delay === null) return;
    if (this.#failure) this.#retry(paceMs(this.#attention, this.#now), this.#failure);
    else this.#expect(this.timing.startedMs + delay);
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMs = null;
  }

  /** A sample begins; until it is over, nothing is due. The time that was set stays known. */
  begin(): void {
    this.#cancel?.();
    this.#cancel = null;
    // As it was when the sample was due: a process that stood still since has had no viewers leave.
    const lateMs = this.#lateMs;
    const pace = paceMs(this.#attention, this.#now - lateMs);
    // A busy moment delays one sample, not all that follow.
    const fromMs = lateMs < pace / 4 ? this.#now - lateMs : this.#now;
    this.timing.begin(fromMs, this.#failure ? null : pace);
  }

  /** What failed did so for a reason that is gone: the next try need not wait. */
  retryNow(): void {
    if (this.#failure) this.#arm(this.#now);
  }

  succeed(): void {
    this.#failure = null;
    this.timing.succeed(this.#now);
  }

  fail({ code, retryAfterMs }: AppError): void {
    const count = (this.#failure?.count ?? 0) + 1;
    this.#failure = { code, count, retryAfterMs, atMs: this.#now };
  }

  /** Who waits now need not wait as long as nobody would have; what the server asked for holds. */
  #retry(pace: number, { count, retryAfterMs, atMs }: Failure): void {
    const backedOffMs = this.timing.startedMs + backoffMs(pace, count, null);
    const dueMs = Math.max(backedOffMs, atMs + (retryAfterMs ?? 0));
    this.#arm(Math.min(dueMs, this.#dueMs ?? Number.POSITIVE_INFINITY));
  }

  #expect(dueMs: number): void {
    this.timing.expect(dueMs);
    this.#arm(dueMs);
  }

  #arm(dueMs: number): void {
    if (this.#dueMs === dueMs && this.#cancel) return;
    this.clear();
    this.#dueMs = dueMs;
    this.#cancel = this.#clock.after(Math.max(0, dueMs - this.#now), this.#onDue);
  }

  /** How long ago the sample that begins was due; 0 for one that is taken at once. */
  get #lateMs(): number {
    const lateMs = this.#dueMs === null ? 0 : this.#now - this.#dueMs;
    return Number.isFinite(lateMs) ? Math.max(0, lateMs) : 0;
  }

  get #now(): number {
    return this.#clock.monotonicMs();
  }
}
