import "server-only";
import { stopwatch } from "@/lib/server/recorder/pulse";
import type { Schedule } from "@/lib/server/recorder/schedule";
import type { WatcherDeps } from "@/lib/server/recorder/watcher-deps";
import type { Urgency } from "@/lib/server/upstream/transport";

type Deps = Pick<WatcherDeps, "clock" | "pulse" | "gates">;

/** When the calls of one watcher's sample may go: whoever is looked at does not queue here. */
export class Turn {
  readonly #deps: Deps;
  readonly #schedule: Schedule;
  readonly #isGoingOn: () => boolean;
  /** Whether the present sample has had a turn: what was begun is finished first. */
  #hasPassed = false;
  #isInQueue = false;

  /** @param isGoingOn whether the run is known, and goes on */
  constructor(deps: Deps, schedule: Schedule, isGoingOn: () => boolean) {
    this.#deps = deps;
    this.#schedule = schedule;
    this.#isGoingOn = isGoingOn;
  }

  get urgency(): Urgency {
    return this.#schedule.isLookedAt ? "sample" : "background";
  }

  /** A sample begins. */
  begin(): void {
    this.#hasPassed = false;
  }

  /** Resolves when a call of it may go. */
  async pass(): Promise<void> {
    if (this.#schedule.isLookedAt) return;
    const queuedMs = stopwatch(this.#deps);
    const errand = this.#hasPassed ? "begun" : this.#isGoingOn() ? "going-on" : "other";
    this.#hasPassed = true;
    const { listed, unseen } = this.#deps.gates;
    this.#isInQueue = true;
    await (this.#schedule.isListed ? listed : unseen).pass(this, errand);
    this.#isInQueue = false;
    this.#schedule.timing.queued(queuedMs());
  }

  /** Lets a call that waits through at once: somebody looks now. */
  hurry(): void {
    if (!this.#isInQueue) return;
    this.#deps.gates.listed.hurry(this);
    this.#deps.gates.unseen.hurry(this);
  }
}
