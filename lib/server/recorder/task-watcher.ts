import "server-only";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { GivenUp } from "@/lib/server/recorder/desk";
import type { Gate } from "@/lib/server/recorder/gate";
import { NEWER_MS, PACE_MS, type Standing } from "@/lib/server/recorder/pace";
import { RunLog } from "@/lib/server/recorder/run-log";
import { type Failure, Schedule } from "@/lib/server/recorder/schedule";
import { Sampler } from "@/lib/server/recorder/sampler";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

type Deps = {
  store: Store;
  clock: Clock;
  gate: Gate;
  givenUp: GivenUp;
  /**
   * The task's upstream, each call after `pass`, none answered once `isOver`; null when Runboard no
   * longer holds the key.
   */
  client(pass: () => Promise<void>, isOver: () => boolean): UpstreamClient | null;
  /** Reads the task's own status again, wherever it stands. */
  refreshTask(): Promise<void>;
  onKeyRejected(): Promise<void>;
};

/** After an end the task's own status is read this often: it follows a moment later. */
const RECHECKS = 2;

/**
 * Watches the newest run of one task. One sample at a time, whoever asks, and everybody reads what
 * the newest one said.
 */
export class TaskWatcher {
  readonly taskId: string;
  readonly #owner: string;
  readonly #deps: Deps;
  readonly #sampler: Sampler;
  readonly #schedule: Schedule;
  #taskActive = true;
  /** How often the task's own status was read since the run ended. */
  #rechecks = 0;
  #hasSwitched = false;
  /** Whether the present sample has had a turn among the calls nobody waits for. */
  #hasPassed = false;
  /** Older runs that somebody waits for. */
  readonly #wanted = new Set<string>();
  #ticking: Promise<void> | null = null;
  #loading: Promise<void> | null = null;
  #hasTicked = false;
  #isStopped = false;

  constructor(owner: string, taskId: string, deps: Deps) {
    this.#owner = owner;
    this.taskId = taskId;
    this.#deps = deps;
    this.#sampler = new Sampler(owner, taskId, deps.store, deps.clock, deps.givenUp);
    this.#schedule = new Schedule(deps.clock, () => void this.#tick());
  }

  get run(): RunLog | null {
    return this.#sampler.run;
  }

  get failure(): Failure | null {
    return this.#schedule.failure;
  }

  /** Epoch ms; null before the first sample. */
  get observedAtMs(): number | null {
    return this.#sampler.observedAtMs;
  }

  /** Epoch ms at which the next sample is due; null when none will be made. */
  get nextSampleAtMs(): number | null {
    const { clock } = this.#deps;
    if (this.#ticking) return Math.round(clock.now() + PACE_MS.looked);
    const { dueMs } = this.#schedule;
    return dueMs === null ? null : Math.round(clock.now() + Math.max(0, dueMs - this.#now));
  }

  /** For good: it found its key gone. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Nothing keeps it: no run going on, nothing due. */
  get isIdle(): boolean {
    return this.#isStopped || (this.#schedule.dueMs === null && this.#ticking === null);
  }

  /** Somebody looks at the run now. */
  look(): void {
    this.#schedule.look();
    this.#deps.gate.hurry(this);
    this.#hasten();
  }

  /** The task is on a list that somebody looks at. */
  list(): void {
    this.#schedule.list();
    this.#hasten();
  }

  stop(): void {
    this.#isStopped = true;
    this.#schedule.clear();
  }

  /**
   * Resolves once there is something to tell: a sample, a failure, or an end that was stored, with
   * the answer whether a newer run has started since.
   * @throws AppError `store_unavailable`
   */
  async ready(): Promise<void> {
    await this.#load();
    if (!this.run?.ended) return this.#hasTicked ? undefined : this.#tick();
    const { sinceMs, isHeld } = this.#schedule;
    const isDue = this.#sampler.isUntold
      ? sinceMs >= PACE_MS.unseen
      : this.#taskActive && sinceMs >= NEWER_MS;
    if (isDue && !isHeld) await this.#tick();
  }

  /** Looks again at once, unless that was just done: there may be a newer run. */
  async refresh(): Promise<void> {
    const { sinceMs, isHeld } = this.#schedule;
    const isFresh = sinceMs < PACE_MS.looked && !this.#ticking;
    if (!isFresh && !isHeld) await this.#tick();
  }

  /** Has the ends of older runs looked for, too. */
  async adopt(runIds: string[]): Promise<void> {
    const { older } = this.#sampler;
    for (const runId of runIds) {
      if (older.has(runId)) continue;
      const key = { owner: this.#owner, taskId: this.taskId, runId };
      const run = await RunLog.open(this.#deps.store, key, null);
      // Meanwhile it may have become the newest, which is written by one hand only.
      if (runId !== this.run?.key.runId) older.add(run);
    }
    if (!this.#ticking && !this.#schedule.isHeld) this.#plan();
  }

  /**
   * Reads how an older run stands, unless that was done lately.
   * @returns why it could not be read; null when it was
   */
  async consult(runId: string): Promise<AppError | null> {
    await this.adopt([runId]);
    const { older } = this.#sampler;
    this.#wanted.add(runId);
    // The reading under way may have begun without it.
    for (let turn = 0; turn < 2 && older.isUnread(runId) && !this.#schedule.isHeld; turn += 1) {
      this.#deps.gate.hurry(this);
      await this.#tick();
    }
    this.#wanted.delete(runId);
    if (!older.isUnread(runId)) return older.errorOf(runId);
    // The task's own reading failed before it came to this run, or too many are waited for.
    const { failure } = this;
    if (!failure) return new AppError("upstream_busy");
    return new AppError(failure.code, { retryAfterMs: failure.retryAfterMs ?? undefined });
  }

  get #now(): number {
    return this.#deps.clock.monotonicMs();
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
    this.#rechecks = RECHECKS;
  }

  #hasten(): void {
    this.#load().then(
      () => {
        if (!this.#isStopped && !this.#ticking) this.#schedule.hasten(this.#standing);
      },
      (thrown: unknown) => logFailure("a task could not be loaded", thrown),
    );
  }

  #plan(): void {
    if (!this.#isStopped) this.#schedule.next(this.#standing);
  }

  get #standing(): Standing {
    return {
      run: this.#sampler.isUntold ? "untold" : standingOf(this.run),
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
      this.#plan();
    });
    return this.#ticking;
  }

  async #tickOnce(): Promise<void> {
    this.#schedule.begin();
    this.#hasPassed = false;
    try {
      await this.#load();
      const pass = () => this.#pass();
      const client = this.#deps.client(pass, () => this.#isStopped);
      if (!client) return this.stop();
      await this.#read(client);
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

  /** Whoever is looked at does not queue. */
  async #pass(): Promise<void> {
    const from = this.#now;
    if (this.#schedule.isLookedAt) return;
    const isFollowUp = this.#hasPassed;
    this.#hasPassed = true;
    await this.#deps.gate.pass(this, isFollowUp);
    this.#schedule.timing.queued(this.#now - from);
  }

  async #recheckTask(): Promise<void> {
    await this.#deps.refreshTask();
    const task = await this.#deps.store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    this.#rechecks += 1;
  }

  async #fail(thrown: unknown): Promise<void> {
    const error = logFailure("a sample could not be taken", thrown);
    this.#schedule.fail(error);
    try {
      if (!this.#sampler.isEnding) {
        const silenceMs = this.#schedule.timing.failedSilenceMs(this.#lastMs);
        await this.run?.noteSilence(this.#now, silenceMs);
      }
      if (error.code === "key_rejected") await this.#deps.onKeyRejected();
    } catch (error) {
      logFailure("a failure could not be noted", error);
    }
  }
}

function standingOf(run: RunLog | null): Standing["run"] {
  if (!run) return "none";
  return run.ended ? "ended" : "going-on";
}
