import "server-only";
import type { ErrorCode } from "@/lib/contract/errors";
import type { Clock } from "@/lib/server/clock";
import { logFailure } from "@/lib/server/log-failure";
import type { Gate } from "@/lib/server/recorder/gate";
import {
  type Attention,
  backoffMs,
  delayMs,
  isLookedAt,
  NEWER_MS,
  PACE_MS,
  paceMs,
  silenceMs,
  spentMs,
} from "@/lib/server/recorder/pace";
import { RunLog } from "@/lib/server/recorder/run-log";
import { Sampler } from "@/lib/server/recorder/sampler";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

type Deps = {
  store: Store;
  clock: Clock;
  gate: Gate;
  /** The task's upstream, each call after `pass`; null when Runboard no longer holds the key. */
  client(pass: () => Promise<void>): UpstreamClient | null;
  /** Reads the task's own status again. */
  refreshTask(): Promise<void>;
  onKeyRejected(): Promise<void>;
};

type Failure = { code: ErrorCode; count: number; retryAfterMs: number | null };

/**
 * Decides when the newest run of one task is sampled. One sample at a time, whoever asks, and
 * everybody reads what the newest one said.
 */
export class TaskWatcher {
  readonly taskId: string;
  readonly #owner: string;
  readonly #deps: Deps;
  readonly #sampler: Sampler;
  #attention: Attention = { lookedMs: null, listedMs: null };
  #failure: Failure | null = null;
  #taskActive = true;
  #taskRechecked = false;
  #hasSwitched = false;
  #startedMonoMs = Number.NEGATIVE_INFINITY;
  /** The interval in force: the pace at the first try for a sample, and what the last one took. */
  #paceMs: number = PACE_MS.looked;
  #spentMs = 0;
  /** When the sample after the last good one was due; failures do not move it. */
  #expectedMonoMs = Number.NEGATIVE_INFINITY;
  #queueMs = 0;
  #hasPassed = false;
  #dueMonoMs: number | null = null;
  #cancel: (() => void) | null = null;
  #ticking: Promise<void> | null = null;
  #loading: Promise<void> | null = null;
  #hasTicked = false;
  #isStopped = false;

  constructor(owner: string, taskId: string, deps: Deps) {
    this.#owner = owner;
    this.taskId = taskId;
    this.#deps = deps;
    this.#sampler = new Sampler(owner, taskId, deps.store, deps.clock);
  }

  get run(): RunLog | null {
    return this.#sampler.run;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Epoch ms; null before the first sample. */
  get observedAtMs(): number | null {
    return this.#sampler.observedAtMs;
  }

  /** Epoch ms at which the next sample is due; null when none will be made. */
  get nextSampleAtMs(): number | null {
    const { clock } = this.#deps;
    if (this.#ticking) return Math.round(clock.now() + PACE_MS.looked);
    if (this.#dueMonoMs === null) return null;
    return Math.round(clock.now() + Math.max(0, this.#dueMonoMs - this.#now));
  }

  /** For good: it found its key gone. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Nothing keeps it: no run going on, nothing due. */
  get isIdle(): boolean {
    return this.#isStopped || (this.#dueMonoMs === null && this.#ticking === null);
  }

  /** Somebody looks at the run now. */
  look(): void {
    this.#attention = { ...this.#attention, lookedMs: this.#now };
    this.#deps.gate.hurry(this);
    this.#hasten(PACE_MS.looked);
  }

  /** The task is on a list that somebody looks at. */
  list(): void {
    this.#attention = { ...this.#attention, listedMs: this.#now };
    this.#hasten(PACE_MS.listed);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMonoMs = null;
  }

  /**
   * Resolves once there is something to tell: a sample, a failure, or an end that was stored, with
   * the answer whether a newer run has started since.
   * @throws AppError `store_unavailable`
   */
  async ready(): Promise<void> {
    await this.#load();
    if (!this.run?.ended) return this.#hasTicked ? undefined : this.#tick();
    const isOld = this.#now - this.#startedMonoMs >= NEWER_MS;
    if (this.#taskActive && isOld && !this.#isHeld) await this.#tick();
  }

  /** Looks again at once, unless that was just done: there may be a newer run. */
  async refresh(): Promise<void> {
    const isFresh = this.#now - this.#startedMonoMs < PACE_MS.looked && !this.#ticking;
    if (!isFresh && !this.#isHeld) await this.#tick();
  }

  /** Has the ends of older runs looked for, too. */
  async adopt(runIds: string[]): Promise<void> {
    const { older } = this.#sampler;
    for (const runId of runIds) {
      if (runId === this.run?.key.runId || older.has(runId)) continue;
      const key = { owner: this.#owner, taskId: this.taskId, runId };
      older.add(await RunLog.open(this.#deps.store, key, null));
    }
    if (!this.#ticking && !this.#isHeld) this.#schedule();
  }

  get #now(): number {
    return this.#deps.clock.monotonicMs();
  }

  /** Whether the upstream is to be left alone until the time that was set after a failure. */
  get #isHeld(): boolean {
    return this.#failure !== null && this.#dueMonoMs !== null && this.#dueMonoMs > this.#now;
  }

  #load(): Promise<void> {
    this.#loading ??= this.#loadStored().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #loadStored(): Promise<void> {
    const task = await this.#deps.store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    if (!task?.newest_run_id) return;
    await this.#sampler.load(task.newest_run_id);
    this.#taskRechecked = true;
  }

  #hasten(pace: number): void {
    this.#load().then(
      () => {
        if (this.#isStopped || this.#ticking || this.#isHeld) return;
        if (this.run?.ended || this.#failure) {
          if (this.#dueMonoMs === null) this.#schedule();
          return;
        }
        const due = this.#dueMonoMs ?? Number.POSITIVE_INFINITY;
        this.#expect(Math.min(due, Math.max(this.#now, this.#startedMonoMs + pace)));
      },
      (thrown: unknown) => logFailure("a task could not be loaded", thrown),
    );
  }

  #expect(dueMonoMs: number): void {
    this.#expectedMonoMs = dueMonoMs;
    this.#arm(dueMonoMs);
  }

  #arm(dueMonoMs: number): void {
    if (this.#dueMonoMs === dueMonoMs && this.#cancel) return;
    this.#cancel?.();
    this.#dueMonoMs = dueMonoMs;
    const waitMs = Math.max(0, dueMonoMs - this.#now);
    this.#cancel = this.#deps.clock.after(waitMs, () => void this.#tick());
  }

  #schedule(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMonoMs = null;
    const standing = {
      run: this.run ? (this.run.ended ? "ended" : "going-on") : "none",
      older: this.#sampler.older.standing,
      taskActive: this.#taskActive,
      taskRechecked: this.#taskRechecked,
    } as const;
    const delay = this.#isStopped ? null : delayMs(standing, this.#attention, this.#now);
    if (delay === null) return;
    if (!this.#failure) return this.#expect(this.#startedMonoMs + delay);
    const pace = paceMs(this.#attention, this.#now);
    const { count, retryAfterMs } = this.#failure;
    this.#arm(this.#startedMonoMs + backoffMs(pace, count, retryAfterMs));
  }

  #tick(): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    this.#cancel?.();
    this.#cancel = null;
    this.#ticking ??= this.#tickOnce().finally(() => {
      this.#ticking = null;
      this.#hasTicked = true;
      this.#schedule();
    });
    return this.#ticking;
  }

  async #tickOnce(): Promise<void> {
    this.#startedMonoMs = this.#now;
    this.#queueMs = 0;
    this.#hasPassed = false;
    if (!this.#failure) this.#paceMs = paceMs(this.#attention, this.#now);
    try {
      await this.#load();
      const client = this.#deps.client(() => this.#pass());
      if (!client) return this.stop();
      await this.#read(client);
      this.#failure = null;
      this.#spentMs = this.#spent();
    } catch (thrown) {
      await this.#fail(thrown);
    }
  }

  async #read(client: UpstreamClient): Promise<void> {
    const before = this.run;
    const wasEnded = before?.ended;
    const outcome = await this.#sampler.read({
      client,
      silenceMs: () => this.#silenceMs(this.#spent()),
      isActive: this.#taskActive,
    });
    // Once at once; a server whose newest run is always another one is asked at the usual pace.
    if (outcome === "switched" && !this.#hasSwitched) {
      this.#startedMonoMs = Number.NEGATIVE_INFINITY;
    }
    this.#hasSwitched = outcome === "switched";
    if (this.run === before && wasEnded) await this.#recheckTask();
    else this.#taskRechecked = false;
    await this.#sampler.older.settle(client);
  }

  /** How long the present sample has taken so far. */
  #spent(): number {
    const sinceMs = this.#now - this.#startedMonoMs;
    return Number.isFinite(sinceMs) ? spentMs(sinceMs - this.#queueMs, this.#queueMs) : 0;
  }

  /** @param spentMs what the present sample has taken so far, where it is going to count */
  #silenceMs(spentMs: number): number {
    const lastMs = this.run?.last?.receivedMonoMs ?? Number.POSITIVE_INFINITY;
    const intervalMs = Math.max(this.#paceMs, this.#spentMs, spentMs);
    return silenceMs(this.#expectedMonoMs - lastMs, intervalMs);
  }

  /** Whoever is looked at does not queue. */
  async #pass(): Promise<void> {
    const from = this.#now;
    if (isLookedAt(this.#attention, from)) return;
    const isFollowUp = this.#hasPassed;
    this.#hasPassed = true;
    await this.#deps.gate.pass(this, isFollowUp);
    this.#queueMs += this.#now - from;
  }

  async #recheckTask(): Promise<void> {
    await this.#deps.refreshTask();
    const task = await this.#deps.store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    this.#taskRechecked = true;
  }

  async #fail(thrown: unknown): Promise<void> {
    const { code, retryAfterMs } = logFailure("a sample could not be taken", thrown);
    this.#failure = { code, count: (this.#failure?.count ?? 0) + 1, retryAfterMs };
    try {
      if (!this.#sampler.isEnding) await this.run?.noteSilence(this.#now, this.#silenceMs(0));
      if (code === "key_rejected") await this.#deps.onKeyRejected();
    } catch (error) {
      logFailure("a failure could not be noted", error);
    }
  }
}
