import "server-only";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Publisher } from "@/lib/server/recorder/publisher";
import type { Newest, WatchFailure } from "@/lib/server/recorder/watch";
import type { TaskKey } from "@/lib/server/store/leases";
import type { Store } from "@/lib/server/store/store";

/** How long the watching process is told that somebody here looks, and how often. */
const LOOK = { lastsMs: 5_000, everyMs: 1_000 };
const LIST = { lastsMs: 12_000, everyMs: 3_000 };
/** What was read is good for so long, however many ask. */
const FRESH_MS = 200;
/** A sample that should be there by now is waited for, a little. */
const POLL_MS = 100;
const PATIENCE_MS = 1_500;
const CONSULT_MS = 4_000;
/** An audience that has not been heard of for so long is gone. */
const FORGET_MS = 60_000;

type Deps = { store: Store; clock: Clock; publisher: Publisher };

/** What a process tells of a task that another one watches: it reads the store and makes no call. */
export class Follower {
  readonly #task: TaskKey;
  readonly #deps: Deps;
  #newest: Newest | null = null;
  #failure: WatchFailure | null = null;
  #observedAtMs: number | null = null;
  #nextSampleAtMs: number | null = null;
  #hasEnded = false;
  #isWatched = false;
  #lookedMonoMs = Number.NEGATIVE_INFINITY;
  #listedMonoMs = Number.NEGATIVE_INFINITY;
  #toldMonoMs = { look: Number.NEGATIVE_INFINITY, list: Number.NEGATIVE_INFINITY };
  #readMonoMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(task: TaskKey, deps: Deps) {
    this.#task = task;
    this.#deps = deps;
  }

  get newest(): Newest | null {
    return this.#newest;
  }

  get failure(): WatchFailure | null {
    return this.#failure;
  }

  get observedAtMs(): number | null {
    return this.#observedAtMs;
  }

  get nextSampleAtMs(): number | null {
    return this.#nextSampleAtMs;
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
    this.#tell("look", LOOK);
  }

  list(): void {
    this.#listedMonoMs = this.#now;
    this.#tell("list", LIST);
  }

  /**
   * Reads what the watching process last told, waiting a little for what is due.
   * @throws AppError `store_unavailable`
   */
  async ready(): Promise<void> {
    const untilMs = this.#now + PATIENCE_MS;
    await this.#read();
    while (this.#isWatched && this.#isBehind && this.#now < untilMs) {
      await this.#pause(POLL_MS);
      await this.#read();
    }
  }

  /** Has older runs read by the watching process. */
  async want(runIds: string[]): Promise<void> {
    if (runIds.length > 0) await this.#deps.store.leases.want(this.#task, runIds);
  }

  /** The same, and waits for what comes of it. */
  async consult(runId: string): Promise<AppError | null> {
    const { store } = this.#deps;
    const key = { ...this.#task, runId };
    const before = await store.runs.find(key);
    await this.want([runId]);
    const untilMs = this.#now + CONSULT_MS;
    while (this.#now < untilMs) {
      const run = await store.runs.find(key);
      if (run?.last_seen_at !== before?.last_seen_at || run?.state !== before?.state) return null;
      await this.#pause(POLL_MS);
    }
    return before?.status ? null : new AppError("upstream_timeout");
  }

  /** What was due is not there yet. */
  get #isBehind(): boolean {
    if (this.#failure || this.#hasEnded) return false;
    const now = this.#deps.clock.now();
    return this.#nextSampleAtMs === null || this.#nextSampleAtMs + LOOK.everyMs < now;
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
    const told = lease ? publisher.read(lease) : null;
    const sampled = told?.newest?.runId === runId ? told?.newest : null;
    this.#newest = sampled ?? (runId === null ? null : { runId, sample: null, raw: null });
    this.#failure = told?.failure ?? null;
    this.#observedAtMs = told?.observedAtMs ?? run?.last_seen_at ?? null;
    this.#nextSampleAtMs = told?.nextSampleAtMs ?? null;
    this.#readMonoMs = this.#now;
  }

  #tell(what: "look" | "list", { lastsMs, everyMs }: typeof LOOK): void {
    if (this.#now - this.#toldMonoMs[what] < everyMs) return;
    this.#toldMonoMs[what] = this.#now;
    this.#deps.store.leases
      .attend(this.#task, what, lastsMs)
      .catch((thrown: unknown) => logFailure("a viewer could not be told of", thrown));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#deps.clock.after(ms, resolve));
  }

  get #now(): number {
    return this.#deps.clock.monotonicMs();
  }
}
