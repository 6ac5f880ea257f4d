import "server-only";
import type { Clock } from "@/lib/server/clock";

/**
 * What a call belongs to: something begun already, or that somebody waits for; a run that is known
 * to go on; or anything else, such as what is read for the first time.
 */
export type Errand = "begun" | "going-on" | "other";

type Waiter = { token: object; errand: Errand; resolve: () => void };

/**
 * Lets calls through one by one, a fixed time apart. What was begun is finished before something
 * else is begun, so that a list fills row by row; then runs that go on take turns with the rest, so
 * that neither waits for all of the other. Otherwise it goes by the order in which they came.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #waiters: Waiter[] = [];
  #openAtMs = 0;
  #waiting = false;
  /** Who is to go next, where both wait. */
  #turn: Exclude<Errand, "begun"> = "going-on";

  constructor(clock: Clock, callsPerSecond: number) {
    this.#clock = clock;
    this.#intervalMs = 1000 / callsPerSecond;
  }

  /** Resolves when it is this caller's turn. */
  pass(token: object, errand: Errand): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push({ token, errand, resolve });
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
      this.#take().resolve();
    }
    if (this.#waiters.length === 0) return;
    this.#waiting = true;
    this.#clock.after(this.#openAtMs - now, () => {
      this.#waiting = false;
      this.#next();
    });
  }

  /** Takes whoever goes next out of the queue, which is not empty. */
  #take(): Waiter {
    const first = (errand: Errand) => this.#waiters.findIndex((waiter) => waiter.errand === errand);
    const begun = first("begun");
    const at = begun === -1 ? Math.max(first(this.#turn), 0) : begun;
    const [taken] = this.#waiters.splice(at, 1) as [Waiter];
    if (taken.errand !== "begun") this.#turn = taken.errand === "other" ? "going-on" : "other";
    return taken;
  }
}
