import "server-only";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { NEWER_MS, PACE_MS, type Standing } from "@/lib/server/recorder/pace";
import { RunLog } from "@/lib/server/recorder/run-log";
import { type Failure, Schedule } from "@/lib/server/recorder/schedule";
import { isRunGone, Sampler } from "@/lib/server/recorder/sampler";
import { Turn } from "@/lib/server/recorder/turn";
import type { Newest, Watch } from "@/lib/server/recorder/watch";
import type { WatcherDeps } from "@/lib/server/recorder/watcher-deps";
import { isLeaseLost } from "@/lib/server/store/leases";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** A server that loses what it knew for a moment has it back by then. */
const GONE_MS = 30 * 60_000;
/** Older runs of a task that are followed again after a restart. */
const MOST_OLDER = 60;
/** A sample under way is likely to be in after this. */
const IN_FLIGHT_MS = 250;

/** After an end the task's own status is read this often: it follows a moment later. */
const RECHECKS = 2;

/**
 * Watches the newest run of one task. One sample at a time, whoever asks, and everybody reads what
 * the newest one said.
 */
export class TaskWatcher implements Watch {
  readonly taskId: string;
  readonly #owner: string;
  readonly #deps: WatcherDeps;
  readonly #sampler: Sampler;
  readonly #schedule: Schedule;
  readonly #turn: Turn;
  #taskActive = true;
  /** How often the task's own status was read since the run ended. */
  #rechecks = 0;
  /** Since when the server has denied the run; null while it does not. */
  #goneSinceMs: number | null = null;
  #hasSwitched = false;
  /** Older runs that somebody waits for. */
  readonly #wanted = new Set<string>();
  #ticking: Promise<void> | null = null;
  #loading: Promise<void> | null = null;
  #version = 0;
  #hasLoaded = false;
  #hasTicked = false;
  #isStopped = false;

  constructor(owner: string, taskId: string, deps: WatcherDeps) {
    this.#owner = owner;
    this.taskId = taskId;
    this.#deps = deps;
    this.#sampler = new Sampler(owner, taskId, deps);
    this.#schedule = new Schedule(deps.clock, () => void this.#tick());
    this.#turn = new Turn(deps, this.#schedule, () => {
      const { run } = this;
      return run !== null && run.wasSeen && !run.ended;
    });
  }

  get run(): RunLog | null {
    return this.#sampler.run;
  }

  get version(): number {
    return this.#version;
  }

  get newest(): Newest | null {
    const { run } = this;
    if (!run) return null;
    const { sample = null, raw = null } = run.last ?? {};
    return { runId: run.key.runId, sample, raw };
  }

  get failure(): Failure | null {
    return this.#schedule.failure;
  }

  get observedAtMs(): number | null {
    return this.#sampler.observedAtMs;
  }

  get nextSampleAtMs(): number | null {
    const { clock } = this.#deps;
    const { dueMs, timing } = this.#schedule;
    const inMs = this.#ticking ? Math.max(timing.likelyInMs, this.#now + IN_FLIGHT_MS) : dueMs;
    return inMs === null ? null : Math.round(clock.now() + Math.max(0, inMs - this.#now));
  }

  get isStretched(): boolean {
    return this.#schedule.timing.isStretched;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  get isIdle(): boolean {
    const isAtRest = this.#schedule.dueMs === null && this.#ticking === null;
    return this.#isStopped || (this.#hasLoaded && isAtRest);
  }

  has(runId: string): boolean {
    return this.run?.key.runId === runId || this.#sampler.older.has(runId);
  }

  look(): void {
    this.#schedule.look();
    this.#turn.hurry();
    void this.#hasten();
  }

  list(): void {
    this.#schedule.list();
    void this.#hasten();
  }

  follow(): Promise<void> {
    return this.#hasten();
  }

  /** Goes on at once after a time in which nothing could be stored. */
  recover(): void {
    if (!this.#isStopped && this.failure?.code === "store_unavailable") this.#schedule.retryNow();
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#schedule.clear();
    this.#deps.onStopped?.();
  }

  /** Of an ended run, with the answer whether a newer one has started since. */
  async ready(): Promise<void> {
    await this.#load();
    if (!this.run?.ended) return this.#hasTicked ? undefined : this.#tick();
    const { sinceMs, isHeld } = this.#schedule;
    const isDue = this.#sampler.isUntold
      ? sinceMs >= PACE_MS.unseen
      : this.#taskActive && sinceMs >= NEWER_MS;
    if (isDue && !isHeld) await this.#tick();
  }

  settled(): Promise<void> {
    const { dueMs } = this.#schedule;
    if (this.#ticking || (dueMs !== null && dueMs <= this.#now)) return this.#tick();
    return Promise.resolve();
  }

  async refresh(): Promise<void> {
    const { sinceMs, isHeld } = this.#schedule;
    const isFresh = sinceMs < PACE_MS.looked && !this.#ticking;
    if (!isFresh && !isHeld) await this.#tick();
  }

  async adopt(runIds: string[]): Promise<void> {
    // Before, nobody knows which run is the newest, and that one is in another hand.
    await this.#load();
    await this.#takeUp(runIds);
    if (!this.#ticking && !this.#schedule.isHeld) this.#plan();
  }

  async consult(runId: string): Promise<AppError | null> {
    await this.adopt([runId]);
    const { older } = this.#sampler;
    this.#wanted.add(runId);
    // The reading under way may have begun without it.
    for (let turn = 0; turn < 2 && older.isUnread(runId) && !this.#schedule.isHeld; turn += 1) {
      this.#turn.hurry();
      await this.#tick();
    }
    this.#wanted.delete(runId);
    if (!older.isUnread(runId)) return older.errorOf(runId);
    // The task's own reading failed before it came to this run, or too many are waited for.
    const { failure } = this;
    if (!failure) return new AppError("upstream_busy");
    return new AppError(failure.code, { retryAfterMs: failure.retryAfterMs ?? undefined });
  }

  async #takeUp(runIds: string[]): Promise<void> {
    const { older } = this.#sampler;
    for (const runId of runIds) {
      if (older.has(runId) || older.isGivenUp(runId) || runId === this.run?.key.runId) continue;
      const key = { owner: this.#owner, taskId: this.taskId, runId };
      const run = await RunLog.open(this.#deps, key, null);
      // Meanwhile it may have become the newest, which is written by one hand only.
      if (runId !== this.run?.key.runId) older.add(run);
    }
  }

  get #now(): number {
    return this.#deps.clock.monotonicMs();
  }

  #load(): Promise<void> {
    this.#loading ??= this.#loadStored().then(
      () => {
        this.#hasLoaded = true;
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  async #loadStored(): Promise<void> {
    const { store } = this.#deps;
    const key = { owner: this.#owner, taskId: this.taskId };
    const task = await store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    if (!task?.newest_run_id) return;
    await this.#sampler.load(task.newest_run_id);
    this.#rechecks = RECHECKS;
    await this.#takeUp(await store.runs.goingOn(key, MOST_OLDER));
  }

  /** Brings the next sample forward; where what is stored cannot be read, that is tried again. */
  async #hasten(): Promise<void> {
    try {
      await this.#load();
    } catch (thrown) {
      if (this.#isStopped || this.#ticking) return;
      this.#schedule.begin();
      this.#schedule.fail(logFailure("a task could not be loaded", thrown));
      return this.#plan();
    }
    if (!this.#isStopped && !this.#ticking) this.#schedule.hasten(this.#standing);
  }

  #plan(): void {
    if (!this.#isStopped) this.#schedule.next(this.#standing);
  }

  get #standing(): Standing {
    const run = this.#sampler.isUntold ? "untold" : standingOf(this.run);
    return {
      run: this.#hasLoaded ? run : "unloaded",
      older: this.#sampler.older.standing,
      taskActive: this.#taskActive,
      taskRechecked: this.#rechecks > 0,
    };
  }

  #tick(): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    this.#ticking ??= this.#tickOnce().finally(() => {
      this.#ticking = null;
      this.#hasTicked = true;
      this.#version += 1;
      this.#plan();
      this.#deps.onSampled?.();
    });
    return this.#ticking;
  }

  async #tickOnce(): Promise<void> {
    this.#schedule.begin();
    this.#turn.begin();
    try {
      await this.#load();
      const client = this.#deps.client({
        pass: () => this.#turn.pass(),
        queued: (ms) => this.#schedule.timing.queued(ms),
        urgency: () => this.#turn.urgency,
        isOver: () => this.#isStopped,
      });
      if (!client) return this.stop();
      await this.#read(client);
      this.#goneSinceMs = null;
      this.#schedule.succeed();
    } catch (thrown) {
      if (!this.#isStopped) await this.#fail(thrown);
    }
  }

  async #read(client: UpstreamClient): Promise<void> {
    const before = this.run;
    const wasEnded = before?.ended;
    const { timing } = this.#schedule;
    const outcome = await this.#sampler.read({
      client,
      silenceMs: () => timing.allowedSilenceMs(this.#lastMs, this.#now),
      isActive: this.#taskActive,
    });
    // Once at once; a server whose newest run is always another one is asked at the usual pace.
    if (outcome === "switched" && !this.#hasSwitched) timing.skip();
    this.#hasSwitched = outcome === "switched";
    if (this.run !== before || !wasEnded) this.#rechecks = this.#taskActive ? 0 : RECHECKS;
    else if (this.#rechecks < RECHECKS) await this.#recheckTask();
    await this.#sampler.older.settle(client, this.#wanted);
  }

  /** When the newest sample came in. */
  get #lastMs(): number | null {
    return this.run?.last?.receivedMonoMs ?? null;
  }

  async #recheckTask(): Promise<void> {
    await this.#deps.refreshTask(this.#turn.urgency);
    const task = await this.#deps.store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    this.#rechecks += 1;
  }

  /** A run that its server has not known for long, and that nobody looks at, is let go of. */
  async #isGivenUp(error: AppError): Promise<boolean> {
    const isGone = isRunGone(error) || error.code === "not_found";
    this.#goneSinceMs = isGone ? (this.#goneSinceMs ?? this.#now) : null;
    const isLong = this.#goneSinceMs !== null && this.#now - this.#goneSinceMs > GONE_MS;
    if (!isLong || this.#schedule.isListed) return false;
    await this.run?.abandon();
    return true;
  }

  async #fail(thrown: unknown): Promise<void> {
    if (isLeaseLost(thrown)) return this.stop();
    const error = logFailure("a sample could not be taken", thrown);
    this.#schedule.fail(error);
    try {
      if (await this.#isGivenUp(error)) return;
      if (!this.#sampler.isEnding) {
        const silenceMs = this.#schedule.timing.failedSilenceMs(this.#lastMs);
        await this.run?.noteSilence(this.#now, silenceMs);
      }
      if (error.code === "key_rejected") await this.#deps.onKeyRejected();
    } catch (error) {
      if (isLeaseLost(error)) return this.stop();
      logFailure("a failure could not be noted", error);
    }
  }
}

function standingOf(run: RunLog | null): Standing["run"] {
  if (!run || (run.isUnknown && run.wasSeen)) return "none";
  return run.ended ? "ended" : "going-on";
}
