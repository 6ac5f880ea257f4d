import "server-only";
import type { Clock } from "@/lib/server/clock";

/** However many look at a run at once, what they are told is made so often. */
const KEPT_MS = 250;
/** Beyond so many at once, each is made for itself. */
const MOST = 200;

/** What viewers are told, by what they asked, as of a watch's version; kept for a moment only. */
export class ViewMemo<View> {
  readonly #clock: Clock;
  readonly #views = new Map<string, { version: number; view: Promise<View> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#views.size;
  }

  /**
   * What was made for the same question, else what `make` makes; a failure is not kept.
   * @param keptMs for how long it will do
   */
  get(asked: string, version: number, make: () => Promise<View>, keptMs = KEPT_MS): Promise<View> {
    const known = this.#views.get(asked);
    if (known?.version === version) return known.view;
    const entry = { version, view: make() };
    if (this.#views.size >= MOST) return entry.view;
    this.#views.set(asked, entry);
    const drop = () => {
      if (this.#views.get(asked) === entry) this.#views.delete(asked);
    };
    entry.view.catch(drop);
    this.#clock.after(keptMs, drop);
    return entry.view;
  }
}
