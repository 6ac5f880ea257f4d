import "server-only";
import type { Clock } from "@/lib/server/clock";
import { type AppError, toAppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";
import { backoffMs, PACE_MS } from "@/lib/server/recorder/pace";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** After sign-in this many pages of 30 are read; later pages as people go there. */
const WALK_PAGES = 10;

type Failure = { error: AppError; count: number; atMonoMs: number };

/** The tasks of one owner: read from `/tasks` page by page and kept in the store. */
export class Catalogue {
  readonly #owner: string;
  readonly #store: Store;
  readonly #clock: Clock;
  #total: number | null = null;
  #observedAtMs: number | null = null;
  #readMonoMs = Number.NEGATIVE_INFINITY;
  #failure: Failure | null = null;
  #reading: Promise<void> | null = null;
  #walked = false;
  #pagesRead = 0;

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
    return Math.round(this.#clock.now() + Math.max(0, this.#dueMonoMs - this.#clock.monotonicMs()));
  }

  get #dueMonoMs(): number {
    if (!this.#failure) return this.#readMonoMs + PACE_MS.listed;
    const { atMonoMs, count, error } = this.#failure;
    return atMonoMs + backoffMs(PACE_MS.looked, count, error.retryAfterMs);
  }

  /** Reads the first page when that is due. One reading at a time; a failure is kept, not thrown. */
  refresh(client: UpstreamClient): Promise<void> {
    if (this.#clock.monotonicMs() < this.#dueMonoMs) return this.#reading ?? Promise.resolve();
    this.#reading ??= this.#readFirst(client).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Reads the pages after the first, once; what is not read now, `reach` reads. */
  async walk(client: UpstreamClient): Promise<void> {
    if (this.#walked || this.#observedAtMs === null) return;
    this.#walked = true;
    try {
      for (let page = this.#pagesRead + 1; page <= WALK_PAGES; page += 1) {
        if ((await this.#readPage(client, page)) === 0) return;
      }
    } catch (thrown) {
      this.#walked = false;
      const { code, cause } = toAppError(thrown);
      log("warn", "the tasks could not all be read", { code, reason: causeText(cause) });
    }
  }

  /** Makes sure that the rows up to a count are known, as far as the server has them. */
  async reach(client: UpstreamClient, rows: number): Promise<void> {
    if (this.#total === null) return;
    const pages = Math.ceil(Math.min(rows, this.#total) / 30);
    for (let page = this.#pagesRead + 1; page <= pages; page += 1) {
      if ((await this.#readPage(client, page)) === 0) return;
    }
  }

  /**
   * Looks for one task among the pages of `/tasks`.
   * @throws AppError of the upstream
   */
  async find(client: UpstreamClient, taskId: string): Promise<boolean> {
    for (let page = 1; page <= WALK_PAGES; page += 1) {
      const { rows } = await this.#take(client, page);
      if (rows.some((task) => task.id === taskId)) return true;
      if (rows.length === 0) return false;
    }
    return false;
  }

  async #readFirst(client: UpstreamClient): Promise<void> {
    try {
      const { total } = await this.#take(client, 1);
      this.#total = total;
      this.#pagesRead = Math.max(this.#pagesRead, 1);
      this.#observedAtMs = this.#clock.now();
      this.#readMonoMs = this.#clock.monotonicMs();
      this.#failure = null;
    } catch (thrown) {
      const error = toAppError(thrown);
      const count = (this.#failure?.count ?? 0) + 1;
      this.#failure = { error, count, atMonoMs: this.#clock.monotonicMs() };
      log("warn", "the tasks could not be read", {
        code: error.code,
        reason: causeText(error.cause),
      });
    }
  }

  async #readPage(client: UpstreamClient, page: number): Promise<number> {
    const { rows } = await this.#take(client, page);
    this.#pagesRead = Math.max(this.#pagesRead, page);
    return rows.length;
  }

  async #take(client: UpstreamClient, page: number) {
    const read = await client.tasks(page);
    const tasks = read.rows.map(({ id, status, readable_name }) => ({
      id,
      name: readable_name ?? "",
      active: status,
    }));
    await this.#store.tasks.take(this.#owner, tasks, page, this.#clock.now());
    return read;
  }
}
