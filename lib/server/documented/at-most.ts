import "server-only";
import { type Clock, systemClock } from "@/lib/server/clock";

/** Asks something once for all who want to know, and again only some time later. */
export class AtMost<T> {
  readonly #everyMs: number;
  readonly #clock: Clock;
  readonly #asked = new Map<string, Promise<T>>();

  constructor(everyMs: number, clock: Clock = systemClock) {
    this.#everyMs = everyMs;
    this.#clock = clock;
  }

  /**
   * @param key what it is about
   * @returns what `call` brings, or brought when it was asked less than `everyMs` ago or is still
   *   under way; a failure, too
   */
  ask(key: string, call: () => Promise<T>): Promise<T> {
    const known = this.#asked.get(key);
    if (known) return known;
    const asked = call();
    this.#asked.set(key, asked);
    const time = new Promise<void>((resolve) => void this.#clock.after(this.#everyMs, resolve));
    void Promise.allSettled([asked, time]).then(() => this.#asked.delete(key));
    return asked;
  }
}
