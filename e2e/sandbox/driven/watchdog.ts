/** Notices when a page has stopped answering, whatever was asked of it. */
import { GaveUp } from "./gave-up.ts";

export class Watchdog {
  /** Rejects when nothing was done for the limit; never resolves. */
  readonly bitten: Promise<never>;
  readonly #limitMs: number;
  readonly #bite: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param limitMs how long one page may take */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {});
    this.bitten = promise;
    this.#bite = () => reject(new GaveUp(`The page did not answer within ${limitMs / 1_000} s.`));
    this.beat();
  }

  /** Something was done: the time begins anew. */
  beat(): void {
    this.hold();
    this.#timer = setTimeout(this.#bite, this.#limitMs);
  }

  /** Nothing is expected of the page until the next beat. */
  hold(): void {
    clearTimeout(this.#timer);
  }
}
