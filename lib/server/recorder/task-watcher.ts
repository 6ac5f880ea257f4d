import "server-only";
import type { ErrorCode } from "@/lib/contract/errors";
import type { Clock } from "@/lib/server/clock";
import { type AppError, toAppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";
import type { Gate } from "@/lib/server/recorder/gate";
import {
  type Attention,
  backoffMs,
  isListed,
  isLookedAt,
  PACE_MS,
  paceMs,
  silenceMs,
} from "@/lib/server/recorder/pace";
import { RunLog } from "@/lib/server/recorder/run-log";
import { Sampler } from "@/lib/server/recorder/sampler";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** An ended run on screen: how often to ask whether a newer one started. */
const NEWER_MS = 30_000;
/** Right after an end the task's own status changes too. */
const AFTER_END_MS = 3_000;
/** A task that gets no run, and that nobody looks at, is left alone after this. */
const FORGET_MS = 10 * 60_000;
const MAX_STRETCH_MS = 60_000;

export type WatcherDeps = {
  store: Store;
  clock: Clock;
  gate: Gate;
  /** The task's upstream, each call after `pass`; null when Runboard no longer holds the key. */
  client(pass: () => Promise<void>): UpstreamClient | null;
  /** Reads the task's own status again. */
  refreshTask(): Promise<void>;
  onKeyRejected(): Promise<void>;
};

export type Failure = { code: ErrorCode; count: number; retryAfterMs: number | null };

/**
 * Decides when the newest run of one task is sampled. One sample at a time, whoever asks, and
 * everybody reads what the newest one said.
 */
export class TaskWatcher {
  readonly taskId: string;
  readonly #owner: string;
  readonly #deps: WatcherDeps;
  readonly #sampler: Sampler;
  #attention: Attention = { lookedMs: null, listedMs: null };
  #failure: Failure | null = null;
  #taskActive = true;
  /** Whether the task's own status was read since the run ended. */
  #taskRechecked = false;
  #startedMonoMs = Number.NEGATIVE_INFINITY;
  /** What the pace was at the last good sample, the wait at the gate included. */
  #paceMs: number = PACE_MS.looked;
  #gateMs = 0;
  /** Whether the present tick has been through the gate already. */
  #passed = false;
  #dueMonoMs: number | null = null;
  #cancel: (() => void) | null = null;
  #ticking: Promise<void> | null = null;
  #loading: Promise<void> | null = null;
  #ticked = false;
  #stopped = false;

  constructor(owner: string, taskId: string, deps: WatcherDeps) {
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
    return Math.round(clock.now() + Math.max(0, this.#dueMonoMs - clock.monotonicMs()));
  }

  /** Nothing keeps it: no run going on, nothing due. */
  get isIdle(): boolean {
    return this.#stopped || (this.#dueMonoMs === null && this.#ticking === null);
  }

  /** Somebody looks at the run now. */
  look(): void {
    this.#attention = { ...this.#attention, lookedMs: this.#deps.clock.monotonicMs() };
    this.#deps.gate.hurry(this);
    this.#hasten(PACE_MS.looked);
  }

  /** The task is on a list that somebody looks at. */
  list(): void {
    this.#attention = { ...this.#attention, listedMs: this.#deps.clock.monotonicMs() };
    this.#hasten(PACE_MS.listed);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMonoMs = null;
  }

  /**
   * Resolves once there is something to tell: a sample, a failure, or an end that was stored.
   * @param wantsNewest whether a stored end will not do while a newer run may exist
   * @throws AppError `store_unavailable`
   */
  async ready(wantsNewest: boolean): Promise<void> {
    await this.#load();
    if (this.#ticked || (this.run?.ended && !(wantsNewest && this.#taskActive))) return;
    await this.#tick();
  }

  /** Looks again at once, unless that was just done: there may be a newer run. */
  async refresh(): Promise<void> {
    const since = this.#deps.clock.monotonicMs() - this.#startedMonoMs;
    if (since >= PACE_MS.looked || this.#ticking) await this.#tick();
  }

  /** Has an older run's end looked for, too; resolves when that was tried once. */
  async adopt(runId: string): Promise<void> {
    const { older } = this.#sampler;
    if (runId === this.run?.key.runId || older.has(runId)) return;
    const key = { owner: this.#owner, taskId: this.taskId, runId };
    older.add(await RunLog.open(this.#deps.store, key, null));
    await this.#ticking;
    if (older.isDue) await this.#tick();
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
        if (this.#stopped || this.#ticking || this.#failure) return;
        if (this.run?.ended) {
          if (this.#dueMonoMs === null) this.#schedule();
          return;
        }
        this.#arm(
          Math.min(this.#dueMonoMs ?? Number.POSITIVE_INFINITY, this.#startedMonoMs + pace),
        );
      },
      (error: unknown) => log("error", "a task could not be loaded", { reason: causeText(error) }),
    );
  }

  #arm(dueMonoMs: number): void {
    if (this.#dueMonoMs === dueMonoMs && this.#cancel) return;
    this.#cancel?.();
    this.#dueMonoMs = dueMonoMs;
    this.#cancel = this.#deps.clock.after(
      Math.max(0, dueMonoMs - this.#deps.clock.monotonicMs()),
      () => void this.#tick(),
    );
  }

  #schedule(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dueMonoMs = null;
    const delay = this.#stopped ? null : this.#delayMs();
    if (delay !== null) this.#arm(this.#startedMonoMs + delay);
  }

  /** From the start of one sample to the next; null when there is nothing more to learn. */
  #delayMs(): number | null {
    const now = this.#deps.clock.monotonicMs();
    const pace = paceMs(this.#attention, now);
    const failed =
      this.#failure && backoffMs(pace, this.#failure.count, this.#failure.retryAfterMs);
    if (this.#sampler.older.isDue) return failed ?? PACE_MS.looked;
    if (this.run && !this.run.ended) return failed ?? pace;
    if (this.#sampler.older.size > 0) return failed ?? PACE_MS.unseen;
    if (!this.run) {
      const { lookedMs, listedMs } = this.#attention;
      return now - Math.max(lookedMs ?? 0, listedMs ?? 0) < FORGET_MS ? (failed ?? pace) : null;
    }
    if (!this.#taskRechecked) return failed ?? AFTER_END_MS;
    const isOnScreen = isLookedAt(this.#attention, now) || isListed(this.#attention, now);
    return isOnScreen && this.#taskActive ? (failed ?? NEWER_MS) : null;
  }

  #tick(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#cancel?.();
    this.#cancel = null;
    this.#ticking ??= this.#tickOnce().finally(() => {
      this.#ticking = null;
      this.#ticked = true;
      this.#schedule();
    });
    return this.#ticking;
  }

  async #tickOnce(): Promise<void> {
    const { clock } = this.#deps;
    const pace = paceMs(this.#attention, clock.monotonicMs());
    // The slower of what was in force and what is now: a sample that was hastened closes no gap.
    const silence = silenceMs(Math.max(pace, this.#paceMs));
    this.#startedMonoMs = clock.monotonicMs();
    this.#gateMs = 0;
    this.#passed = false;
    try {
      await this.#load();
      const client = this.#deps.client(() => this.#pass());
      if (!client) return this.stop();
      const before = this.run;
      const outcome = await this.#sampler.read(client, silence, this.#taskActive);
      if (outcome === "switched") this.#startedMonoMs = Number.NEGATIVE_INFINITY;
      if (this.run !== before || !this.run?.ended) this.#taskRechecked = false;
      else if (before?.ended) await this.#recheckTask();
      await this.#sampler.older.settle(client);
      this.#failure = null;
      this.#paceMs = Math.min(pace + this.#gateMs, Math.max(pace, MAX_STRETCH_MS));
    } catch (thrown) {
      await this.#fail(toAppError(thrown), silence);
    }
  }

  /** Whoever is looked at does not queue. */
  async #pass(): Promise<void> {
    const { clock, gate } = this.#deps;
    const from = clock.monotonicMs();
    if (isLookedAt(this.#attention, from)) return;
    const isFollowUp = this.#passed;
    this.#passed = true;
    await gate.pass(this, isFollowUp);
    this.#gateMs += clock.monotonicMs() - from;
  }

  async #recheckTask(): Promise<void> {
    await this.#deps.refreshTask();
    const task = await this.#deps.store.tasks.find(this.#owner, this.taskId);
    this.#taskActive = task?.active !== 0;
    this.#taskRechecked = true;
  }

  async #fail(error: AppError, silence: number): Promise<void> {
    const { code, retryAfterMs } = error;
    this.#failure = { code, count: (this.#failure?.count ?? 0) + 1, retryAfterMs };
    log("warn", "a sample could not be taken", { code, reason: causeText(error.cause) });
    try {
      await this.run?.noteSilence(this.#deps.clock.monotonicMs(), silence);
      if (code === "key_rejected") await this.#deps.onKeyRejected();
    } catch (thrown) {
      log("error", "a failure could not be noted", { reason: causeText(thrown) });
    }
  }
}
