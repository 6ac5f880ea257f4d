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
 * else is begun, so that a list fills row by row; then runs that go on and the rest get as many
 * calls each, so that neither waits for all of the other. Otherwise it goes by the order in which
 * they came.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #waiters: Waiter[] = [];
  /** What each one begun belongs to. */
  readonly #began = new WeakMap<object, Errand>();
  #openAtMs = 0;
  #waiting = false;
  /** By how many calls the rest is ahead of runs that go on, since both wait. */
  #ahead = 0;

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
    for (const waiter of this.#remove(token)) waiter.resolve();
  }

  /** Lets go of whoever waits under this token, and is then not let through. */
  leave(token: object): void {
    this.#remove(token);
  }

  #remove(token: object): Waiter[] {
    const removed = this.#waiters.filter((waiter) => waiter.token === token);
    for (const waiter of removed) this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
    return removed;
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
    const goingOn = first("going-on");
    const other = first("other");
    if (goingOn === -1 || other === -1) this.#ahead = 0;
    const preferred = this.#ahead >= 0 ? goingOn : other;
    const at = [first("begun"), preferred, goingOn, other].find((place) => place !== -1) ?? 0;
    const [taken] = this.#waiters.splice(at, 1) as [Waiter];
    const { token, errand } = taken;
    if (errand !== "begun") this.#began.set(token, errand);
    const of = this.#began.get(token);
    if (of === "going-on") this.#ahead -= 1;
    else if (of === "other") this.#ahead += 1;
    return taken;
  }
}
