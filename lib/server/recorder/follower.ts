import "server-only";
import { LRUCache } from "lru-cache";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { type LeaseKeeper, LIST_LASTS_MS } from "@/lib/server/recorder/lease-keeper";
import type { Publisher, Told } from "@/lib/server/recorder/publisher";
import type { Newest, WatchFailure } from "@/lib/server/recorder/watch";
import type { TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

/** How long the watching process is told that somebody here looks, and how often. */
const LOOK = { lastsMs: 5_000, everyMs: 1_000 };
const LIST = { lastsMs: LIST_LASTS_MS, everyMs: 4_000 };
/** What was read is good for so long, however many ask. */
const FRESH_MS = 200;
/** A sample that should be there by now is waited for, a little. */
const POLL_MS = 100;
const PATIENCE_MS = 1_500;
const OVERDUE_MS = 1_000;
/** An older run is asked for once in so long, and waited for so long. */
const CONSULT_EVERY_MS = 15_000;
const CONSULT_MS = 4_000;
/** An audience that has not been heard of for so long is gone. */
const FORGET_MS = 60_000;

type Deps = { store: Store; clock: Clock; keeper: LeaseKeeper; publisher: Publisher };

/** What a process tells of a task that another one watches: it reads the store and makes no call. */
export class Follower {
  readonly #task: TaskKey;
  readonly #deps: Deps;
  readonly #consulted = new LRUCache<string, true>({ max: 200, ttl: CONSULT_EVERY_MS });
  #told: Told | null = null;
  #newest: Newest | null = null;
  #seenAtMs: number | null = null;
  #hasEnded = false;
  #isWatched = false;
  #lookedMonoMs = Number.NEGATIVE_INFINITY;
  #listedMonoMs = Number.NEGATIVE_INFINITY;
  #toldOfLookMonoMs = Number.NEGATIVE_INFINITY;
  #toldOfListMonoMs = Number.NEGATIVE_INFINITY;
  #readMonoMs = Number.NEGATIVE_INFINITY;
  #reads = 1;
  #reading: Promise<void> | null = null;

  constructor(task: TaskKey, deps: Deps) {
    this.#task = task;
    this.#deps = deps;
  }

  /** A negative one: never the same as that of a watcher in this process. */
  get version(): number {
    return -this.#reads;
  }

  get newest(): Newest | null {
    return this.#newest;
  }

  get failure(): WatchFailure | null {
    return this.#told?.failure ?? null;
  }

  get observedAtMs(): number | null {
    return this.#told?.observedAtMs ?? this.#seenAtMs;
  }

  get nextSampleAtMs(): number | null {
    return this.#told?.nextSampleAtMs ?? null;
  }

  get isStretched(): boolean {
    return this.#told?.isStretched ?? false;
  }

  /** Whether a process that lives watches the task, as of the newest reading. */
  get isWatched(): boolean {
    return this.#isWatched;
  }

  /** Whether somebody here looks, or has it on a list. */
  get audience(): "looks" | "lists" | "none" {
    const now = this.#now;
    if (now - this.#lookedMonoMs < LOOK.lastsMs) return "looks";
    return now - this.#listedMonoMs < LIST.lastsMs ? "lists" : "none";
  }

  /** Nobody here has asked for a while. */
  get isIdle(): boolean {
    return this.#now - Math.max(this.#lookedMonoMs, this.#listedMonoMs) > FORGET_MS;
  }

  look(): void {
    this.#lookedMonoMs = this.#now;
    if (this.#now - this.#toldOfLookMonoMs < LOOK.everyMs) return;
    this.#toldOfLookMonoMs = this.#now;
    this.#deps.store.audience
      .look(this.#task, LOOK.lastsMs)
      .catch((thrown: unknown) => void logFailure("a viewer could not be told of", thrown));
  }

  list(isTold: boolean): void {
    this.#listedMonoMs = this.#now;
    if (this.#now - this.#toldOfListMonoMs < LIST.everyMs) return;
    this.#toldOfListMonoMs = this.#now;
    this.#deps.keeper.tellOfList(this.#task);
    // No list waits for it.
    if (!isTold) return;
    this.#read().catch((thrown: unknown) => void logFailure("a task could not be read", thrown));
  }

  /**
   * Reads what the watching process last told, waiting a little for what is due.
   * @throws AppError `store_unavailable`
   */
  async ready(): Promise<void> {
    const untilMs = this.#now + PATIENCE_MS;
    if (!this.#isWatched) this.#readMonoMs = Number.NEGATIVE_INFINITY;
    await this.#read();
    while (this.#isWatched && this.#isBehind && this.#now < untilMs) {
      await this.#pause(POLL_MS);
      await this.#read();
    }
  }

  /** Has older runs read by the watching process. */
  async want(runIds: string[]): Promise<void> {
    const fresh = runIds.filter((runId) => !this.#consulted.has(runId));
    await this.#deps.store.audience.want(this.#task, fresh);
    for (const runId of fresh) this.#consulted.set(runId, true);
  }

  /** The same of one, and waits until it was read. */
  async consult(runId: string): Promise<AppError | null> {
    await this.want([runId]);
    const untilMs = this.#now + CONSULT_MS;
    while (await this.#deps.store.audience.isWanted(this.#task, runId)) {
      if (this.#now >= untilMs) return new AppError("upstream_timeout");
      await this.#pause(POLL_MS);
    }
    return null;
  }

  /** What was due is not there yet. */
  get #isBehind(): boolean {
    if (this.#hasEnded) return false;
    if (!this.#told) return true;
    const { observedAtMs, nextSampleAtMs, failure } = this.#told;
    if (nextSampleAtMs === null) return observedAtMs === null && failure === null;
    return nextSampleAtMs + OVERDUE_MS < this.#deps.clock.now();
  }

  #read(): Promise<void> {
    if (this.#now - this.#readMonoMs < FRESH_MS) return Promise.resolve();
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    const { store, publisher } = this.#deps;
    const { owner, taskId } = this.#task;
    const [lease, task] = await Promise.all([
      store.leases.find(this.#task),
      store.tasks.find(owner, taskId),
    ]);
    const runId = task?.newest_run_id ?? null;
    const run = runId === null ? undefined : await store.runs.find({ owner, taskId, runId });
    this.#hasEnded = run !== undefined && isEnded(run.state as RunState);
    this.#isWatched = Number(lease?.alive ?? 0) === 1;
    this.#told = lease ? publisher.read(lease) : null;
    const sampled = this.#told?.newest?.runId === runId ? this.#told?.newest : null;
    this.#newest = sampled ?? (runId === null ? null : { runId, sample: null, raw: null });
    this.#seenAtMs = run?.last_seen_at ?? null;
    this.#readMonoMs = this.#now;
    this.#reads += 1;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#deps.clock.after(ms, resolve));
  }

  get #now(): number {
    return this.#deps.clock.monotonicMs();
  }
}
