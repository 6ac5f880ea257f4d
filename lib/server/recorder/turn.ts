import "server-only";
import type { Gate } from "@/lib/server/recorder/gate";
import { PACE_MS } from "@/lib/server/recorder/pace";
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
  /** By which the present sample has had a turn: what was begun is finished first. */
  #gate: Gate | null = null;
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
    this.#gate = null;
  }

  /** Resolves when a call of it may go. */
  async pass(): Promise<void> {
    if (this.#schedule.isLookedAt) return;
    const queuedMs = stopwatch(this.#deps);
    this.#isInQueue = true;
    if (this.#gate) await this.#gate.pass(this, "begun");
    else this.#gate = await this.#enter();
    this.#isInQueue = false;
    this.#schedule.timing.queued(queuedMs());
  }

  /** Lets a call that waits through at once: somebody looks now. */
  hurry(): void {
    if (!this.#isInQueue) return;
    this.#deps.gates.listed.hurry(this);
    this.#deps.gates.unseen.hurry(this);
  }

  /** The sample's first call. @returns the gate that it went through */
  async #enter(): Promise<Gate> {
    const { listed, unseen } = this.#deps.gates;
    const errand = this.#isGoingOn() ? "going-on" : "other";
    if (this.#schedule.isListed && errand === "going-on") return this.#enterSoon();
    const gate = this.#schedule.isListed ? listed : unseen;
    await gate.pass(this, errand);
    return gate;
  }

  /**
   * A list has few calls, and no run is to be checked less often for being on one: whoever has
   * waited for as long as those have to that nobody looks at waits among them, too.
   */
  #enterSoon(): Promise<Gate> {
    const { clock, gates } = this.#deps;
    const { listed, unseen } = gates;
    return new Promise((resolve) => {
      const enter = async (gate: Gate, other: Gate) => {
        await gate.pass(this, "going-on");
        cancel();
        other.leave(this);
        resolve(gate);
      };
      const cancel = clock.after(PACE_MS.unseen, () => void enter(unseen, listed));
      void enter(listed, unseen);
    });
  }
}
