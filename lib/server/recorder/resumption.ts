import "server-only";
import type { Clock } from "@/lib/server/clock";
import { logFailure } from "@/lib/server/log-failure";
import type { Store } from "@/lib/server/store/store";

/** Of an owner who comes back, so many tasks are followed again. */
const MOST_TASKS = 1_000;
/** So many at a time, of all owners together: whoever asks for a page meanwhile hardly notices. */
const AT_ONCE = 4;
const AGAIN_MS = 10_000;

type Deps = {
  store: Store;
  clock: Clock;
  /** Whether the owner's key is still held. */
  isHeld(owner: string): boolean;
  follow(owner: string, taskId: string): Promise<void>;
};

/** An owner came (back): what was being recorded of theirs goes on, looked at or not. */
export class Resumption {
  readonly #deps: Deps;
  readonly #owners = new Set<string>();
  #isBusy = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Goes over an owner's tasks, after those of the owners before. */
  add(owner: string): void {
    this.#owners.add(owner);
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (const owner of this.#owners) {
      this.#owners.delete(owner);
      if (this.#deps.isHeld(owner) && !(await this.#resume(owner))) {
        this.#deps.clock.after(AGAIN_MS, () => this.add(owner));
      }
    }
    this.#isBusy = false;
  }

  /** @returns whether all of it went on */
  async #resume(owner: string): Promise<boolean> {
    try {
      const left = await this.#deps.store.runs.tasksGoingOn(owner, MOST_TASKS);
      const worker = async () => {
        for (let taskId = left.shift(); taskId !== undefined; taskId = left.shift()) {
          if (this.#deps.isHeld(owner)) await this.#deps.follow(owner, taskId);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return true;
    } catch (thrown) {
      logFailure("recording could not go on by itself", thrown);
      return false;
    }
  }
}
