import "server-only";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import type { Transport, Urgency } from "@/lib/server/upstream/transport";

/** Sockets per upstream. */
export const MAX_SOCKETS = 64;
/** A fifth of what its server can do on two cores (upstream.md point 20: "be gentle"). */
const CALLS_PER_SECOND = 100;
/** A pause of ours may be caught up on by so many calls at once. */
const BURST = 10;
/** So many calls wait at most, of each urgency. */
const MAX_QUEUE = 2_000;
/** A question that has waited for longer is refused when its turn comes: nobody waits any more. */
const MAX_WAIT_MS = 8_000;
const BUSY_MS = 2_000;
/** Of so many calls, one is that which has waited longest, so that none waits for ever. */
const FAIR_SHARE = 5;

const ORDER: readonly Urgency[] = ["question", "sample", "background"];

type Waiter = { sinceMs: number; enter: () => void; refuse: (error: AppError) => void };

const busy = (why: string) =>
  new AppError("upstream_busy", { retryAfterMs: BUSY_MS, cause: new Error(why) });

/** Lets calls to one upstream through, the urgent ones first, those alike in the order they came. */
class Lane {
  readonly #clock: Clock;
  readonly #waiters: Record<Urgency, Waiter[]> = { question: [], sample: [], background: [] };
  #open = 0;
  #tokens = BURST;
  #turn = 0;
  #filledMs: number;
  #isWaiting = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledMs = clock.monotonicMs();
  }

  /** Resolves when it is this call's turn. @throws AppError `upstream_busy` */
  enter(urgency: Urgency): Promise<void> {
    const queue = this.#waiters[urgency];
    if (queue.length >= MAX_QUEUE) throw busy("the queue for this upstream is full");
    return new Promise((enter, refuse) => {
      queue.push({ sinceMs: this.#clock.monotonicMs(), enter, refuse });
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
    while (this.#open < MAX_SOCKETS && this.#tokens >= 1) {
      const next = this.#next(now);
      if (!next) return;
      this.#tokens -= 1;
      this.#open += 1;
      next.enter();
    }
    if (this.#open >= MAX_SOCKETS || this.#isWaiting) return;
    if (ORDER.every((urgency) => this.#waiters[urgency].length === 0)) return;
    this.#isWaiting = true;
    this.#clock.after(1_000 / CALLS_PER_SECOND, () => {
      this.#isWaiting = false;
      this.#pump();
    });
  }

  #next(now: number): Waiter | undefined {
    this.#turn = (this.#turn + 1) % FAIR_SHARE;
    const sinceMs = (urgency: Urgency) => this.#waiters[urgency][0]?.sinceMs ?? Infinity;
    const order =
      this.#turn === 0 ? ORDER.toReversed().sort((a, b) => sinceMs(a) - sinceMs(b)) : ORDER;
    for (const urgency of order) {
      const queue = this.#waiters[urgency];
      for (let next = queue.shift(); next; next = queue.shift()) {
        const isLate = urgency === "question" && now - next.sinceMs > MAX_WAIT_MS;
        if (!isLate) return next;
        next.refuse(busy("the upstream keeps too many calls waiting"));
      }
    }
    return undefined;
  }
}

/**
 * The same transport, with a bound on the calls open at once, on those a second, and on those that
 * wait, for each upstream. A call's time limits begin when it leaves the queue.
 * @throws AppError `upstream_busy` where the queue is full or too slow
 */
export function laned(transport: Transport, clock: Clock): Transport {
  const lanes = new Map<string, Lane>();
  return async (request) => {
    const { origin } = new URL(request.url);
    const lane = lanes.get(origin) ?? new Lane(clock);
    lanes.set(origin, lane);
    await lane.enter(request.urgency ?? "question");
    try {
      request.onStart?.();
      return await transport(request);
    } finally {
      lane.leave();
    }
  };
}
