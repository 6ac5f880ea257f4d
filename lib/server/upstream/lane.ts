import "server-only";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import type { Transport } from "@/lib/server/upstream/transport";

/** Sockets per upstream. */
export const MAX_SOCKETS = 64;
/** Its server does about 540 status calls a second on two cores (upstream.md point 20). */
const CALLS_PER_SECOND = 200;
/** A pause of ours may be caught up on by so many calls at once. */
const BURST = 20;
/** Ten seconds' worth: whoever would wait for longer is told so at once. */
const MAX_QUEUE = 2_000;
const BUSY_MS = 2_000;

/** Lets calls to one upstream through in the order they came, so that all get slower alike. */
class Lane {
  readonly #clock: Clock;
  readonly #waiters: (() => void)[] = [];
  #open = 0;
  #tokens = BURST;
  #filledMs: number;
  #isWaiting = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledMs = clock.monotonicMs();
  }

  /** Resolves when it is this call's turn. @throws AppError `upstream_busy` */
  enter(): Promise<void> {
    if (this.#waiters.length >= MAX_QUEUE) {
      const cause = new Error("the queue for this upstream is full");
      throw new AppError("upstream_busy", { retryAfterMs: BUSY_MS, cause });
    }
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#pump();
    });
  }

  /** A call is over. */
  leave(): void {
    this.#open -= 1;
    this.#pump();
  }

  #pump(): void {
    const now = this.#clock.monotonicMs();
    const filled = this.#tokens + ((now - this.#filledMs) * CALLS_PER_SECOND) / 1_000;
    this.#tokens = Math.min(BURST, filled);
    this.#filledMs = now;
    while (this.#waiters.length > 0 && this.#open < MAX_SOCKETS && this.#tokens >= 1) {
      this.#tokens -= 1;
      this.#open += 1;
      this.#waiters.shift()?.();
    }
    if (this.#waiters.length === 0 || this.#open >= MAX_SOCKETS || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#clock.after(1_000 / CALLS_PER_SECOND, () => {
      this.#isWaiting = false;
      this.#pump();
    });
  }
}

/**
 * The same transport, with a bound on the calls open at once, on those a second, and on those that
 * wait, for each upstream. A call's time limits begin when it leaves the queue.
 * @throws AppError `upstream_busy` where the queue is full
 */
export function laned(transport: Transport, clock: Clock): Transport {
  const lanes = new Map<string, Lane>();
  return async (request) => {
    const { origin } = new URL(request.url);
    const lane = lanes.get(origin) ?? new Lane(clock);
    lanes.set(origin, lane);
    await lane.enter();
    try {
      request.onStart?.();
      return await transport(request);
    } finally {
      lane.leave();
    }
  };
}
