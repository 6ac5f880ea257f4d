import "server-only";
import type { Clock } from "@/lib/server/clock";

type Waiter = { token: object; isFollowUp: boolean; resolve: () => void };

/**
 * Lets calls through one by one, a fixed time apart, in the order they came; but what was begun is
 * finished before something else is begun, so that a list fills row by row.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #waiters: Waiter[] = [];
  #openAtMs = 0;
  #waiting = false;

  constructor(clock: Clock, callsPerSecond: number) {
    this.#clock = clock;
    this.#intervalMs = 1000 / callsPerSecond;
  }

  /** Resolves when it is this caller's turn. */
  pass(token: object, isFollowUp = false): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push({ token, isFollowUp, resolve });
      this.#next();
    });
  }

  /** Lets whoever waits under this token through at once: somebody is looking at it now. */
  hurry(token: object): void {
    const urgent = this.#waiters.filter((waiter) => waiter.token === token);
    for (const waiter of urgent) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.resolve();
    }
  }

  #next(): void {
    if (this.#waiting || this.#waiters.length === 0) return;
    const now = this.#clock.monotonicMs();
    if (now >= this.#openAtMs) {
      this.#openAtMs = Math.max(now, this.#openAtMs) + this.#intervalMs;
      const next = this.#waiters.findIndex((waiter) => waiter.isFollowUp);
      this.#waiters.splice(Math.max(next, 0), 1)[0]?.resolve();
    }
    if (this.#waiters.length === 0) return;
    this.#waiting = true;
    this.#clock.after(this.#openAtMs - now, () => {
      this.#waiting = false;
      this.#next();
    });
  }
}
