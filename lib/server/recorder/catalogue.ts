import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { backoffMs, PACE_MS } from "@/lib/server/recorder/pace";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** After sign-in this many pages of 30 are read; later pages as people go there. */
const WALK_PAGES = 10;
/** Names and activity beyond the first page are read again this often while a list is open. */
const WALK_AGAIN_MS = 5 * 60_000;
/** Of the pages beyond the walk, so many at a time. */
const REACH_PAGES = 3;

type Failure = { error: AppError; count: number; atMonoMs: number };

/** The tasks of one owner: read from `/tasks` page by page and kept in the store. */
export class Catalogue {
  readonly #owner: string;
  readonly #store: Store;
  readonly #clock: Clock;
  #total: number | null = null;
  #observedAtMs: number | null = null;
  #readMonoMs = Number.NEGATIVE_INFINITY;
  #walkedMonoMs = Number.NEGATIVE_INFINITY;
  #failure: Failure | null = null;
  #reading: Promise<void> | null = null;
  #walking: Promise<void> | null = null;
  /** How far the pages were read without a hole, and the rank at which they end. */
  #pagesRead = 0;
  #lastRank: number | null = null;

  constructor(owner: string, store: Store, clock: Clock) {
    this.#owner = owner;
    this.#store = store;
    this.#clock = clock;
  }

  /** How many tasks the server says there are. */
  get total(): number | null {
    return this.#total;
  }

  /** Epoch ms at which the first page was last read; null before. */
  get observedAtMs(): number | null {
    return this.#observedAtMs;
  }

  get failure(): AppError | null {
    return this.#failure?.error ?? null;
  }

  /** Epoch ms of the next reading while a list is open. */
  get nextSampleAtMs(): number {
    const dueMs = this.#dueMonoMs(PACE_MS.listed);
    return Math.round(this.#clock.now() + Math.max(0, dueMs - this.#clock.monotonicMs()));
  }

  /**
   * Reads the first page when it is older than `maxAgeMs`. One reading at a time; a failure is
   * kept, not thrown.
   */
  refresh(client: UpstreamClient, maxAgeMs: number = PACE_MS.listed): Promise<void> {
    const isDue = this.#clock.monotonicMs() >= this.#dueMonoMs(maxAgeMs);
    if (!isDue) return this.#reading ?? Promise.resolve();
    this.#reading ??= this.#readFirst(client).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Reads the pages after the first, once in a while, in the background. */
  walk(client: UpstreamClient): void {
    const isDue = this.#clock.monotonicMs() - this.#walkedMonoMs >= WALK_AGAIN_MS;
    if (!isDue || this.#walking || this.#observedAtMs === null) return;
    this.#walkedMonoMs = this.#clock.monotonicMs();
    this.#pagesRead = Math.min(this.#pagesRead, 1);
    this.#walkTo(client, WALK_PAGES).catch((thrown: unknown) => {
      logFailure("the tasks could not all be read", thrown);
      this.#walkedMonoMs = Number.NEGATIVE_INFINITY;
    });
  }

  /** Makes the next pages known when somebody has come near the end of what is known. */
  async reach(client: UpstreamClient, rows: number): Promise<void> {
    if (this.#walking) return;
    const page = Math.ceil(Math.min(rows, this.#total ?? 0) / 30);
    await this.#walkTo(client, Math.min(page, this.#pagesRead + REACH_PAGES));
  }

  /**
   * Looks for one task among the pages of `/tasks`.
   * @throws AppError of the upstream
   */
  async find(client: UpstreamClient, taskId: string): Promise<boolean> {
    let below: number | null = null;
    for (let page = 1; page <= WALK_PAGES; page += 1) {
      const { rows, lastRank } = await this.#take(client, page, below);
      below = lastRank;
      if (rows.some((task) => task.id === taskId)) return true;
      if (rows.length === 0) return false;
    }
    return false;
  }

  #dueMonoMs(maxAgeMs: number): number {
    if (!this.#failure) return this.#readMonoMs + maxAgeMs;
    const { atMonoMs, count, error } = this.#failure;
    return atMonoMs + backoffMs(PACE_MS.looked, count, error.retryAfterMs);
  }

  async #readFirst(client: UpstreamClient): Promise<void> {
    try {
      const { total, rows, lastRank, known } = await this.#take(client, 1, null);
      this.#total = total;
      this.#observedAtMs = this.#clock.now();
      this.#readMonoMs = this.#clock.monotonicMs();
      this.#failure = null;
      // Where nothing on it was known, what came since the last reading goes on behind it.
      const hasHole = rows.length > 0 && known === 0;
      if (hasHole) this.#walkedMonoMs = Number.NEGATIVE_INFINITY;
      if (this.#pagesRead > 1 && !hasHole) return;
      this.#pagesRead = 1;
      this.#lastRank = lastRank;
    } catch (thrown) {
      const error = logFailure("the tasks could not be read", thrown);
      const count = (this.#failure?.count ?? 0) + 1;
      this.#failure = { error, count, atMonoMs: this.#clock.monotonicMs() };
    }
  }

  #walkTo(client: UpstreamClient, lastPage: number): Promise<void> {
    this.#walking ??= this.#readOn(client, lastPage).finally(() => {
      this.#walking = null;
    });
    return this.#walking;
  }

  async #readOn(client: UpstreamClient, lastPage: number): Promise<void> {
    for (let page = this.#pagesRead + 1; page <= lastPage; page += 1) {
      const { rows, lastRank } = await this.#take(client, page, this.#lastRank);
      if (rows.length === 0) return;
      this.#pagesRead = page;
      this.#lastRank = lastRank;
    }
  }

  /** @param below the rank of what stands before the page; null for the first one */
  async #take(client: UpstreamClient, page: number, below: number | null) {
    const { rows, total } = await client.tasks(page);
    const tasks = rows.map(({ id, status, readable_name }) => ({
      id,
      name: readable_name ?? "",
      active: status,
    }));
    const taken = await this.#store.tasks.take(this.#owner, tasks, below, this.#clock.now());
    return { rows, total, ...taken };
  }
}
