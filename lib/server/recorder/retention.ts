import "server-only";
import type { Clock } from "@/lib/server/clock";
import { log } from "@/lib/server/log";
import { logFailure } from "@/lib/server/log-failure";
import type { Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
const PAGE_RUNS = 200;
/** Between two batches, so that whoever writes meanwhile hardly notices. */
const PAUSE_MS = 20;

type Deps = {
  store: Store;
  clock: Clock;
  /** What was last learned longer ago than this goes. */
  retentionMs: number;
  isWatched(run: RunKey): boolean;
};

/** Deletes what is older than it is to be kept: in bounded batches, never of a run still watched. */
export class Retention {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Begins to delete, a minute from now and then once an hour. */
  start(): void {
    this.#later(FIRST_MS);
  }

  /**
   * Goes over all that is stored once.
   * @returns how many runs were deleted
   * @throws AppError `store_unavailable`
   */
  async sweep(): Promise<number> {
    const { store, retentionMs, isWatched } = this.#deps;
    let dropped = 0;
    let after: RunKey | null = null;
    for (;;) {
      const page = await store.retention.page(retentionMs, after, PAGE_RUNS);
      for (const { key, isOld } of page) {
        if (!isOld || isWatched(key)) continue;
        await this.#drop(key);
        dropped += 1;
      }
      after = page.at(-1)?.key ?? null;
      if (page.length < PAGE_RUNS) break;
      await this.#pause();
    }
    while ((await store.retention.dropTasks(retentionMs)) > 0) await this.#pause();
    while ((await store.retention.dropCreations(retentionMs)) > 0) await this.#pause();
    while ((await store.shares.dropEnded(retentionMs)) > 0) await this.#pause();
    await store.answerRefusals.dropOld(this.#deps.clock.now() - retentionMs);
    await store.leases.sweep(retentionMs);
    return dropped;
  }

  async #drop(key: RunKey): Promise<void> {
    const { store, retentionMs, isWatched } = this.#deps;
    while (!isWatched(key) && (await store.retention.trim(key, retentionMs)) > 0) {
      await this.#pause();
    }
    if (!isWatched(key)) await store.retention.drop(key, retentionMs);
  }

  #later(ms: number): void {
    this.#deps.clock.after(ms, () => {
      this.sweep()
        .then((runs) => runs > 0 && log("info", "old runs were deleted", { count: runs }))
        .catch((thrown: unknown) => void logFailure("old runs could not be deleted", thrown))
        .finally(() => this.#later(EVERY_MS));
    });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#deps.clock.after(PAUSE_MS, resolve));
  }
}
