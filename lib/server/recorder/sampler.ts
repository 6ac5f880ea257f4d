import "server-only";
import type { UpstreamResult, UpstreamRun } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import type { Observation } from "@/lib/server/recorder/observation";
import { OlderRuns } from "@/lib/server/recorder/older-runs";
import { REATTRIBUTE_MS, RunLog } from "@/lib/server/recorder/run-log";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** A result says nothing of questions. */
const NOTHING_ASKED = { detailedStatus: null, toolCall: null };
/** An end whose result cannot be read is published without it after this many tries. */
const RESULT_TRIES = 5;

type End = { seen: Observation; silence: number };

/** How a sample is to be taken. */
export type Reading = {
  client: UpstreamClient;
  /** How long nothing may have been seen before there is a gap, as of the moment it is asked. */
  silenceMs: () => number;
  /** Whether the task is active; of an inactive one, a first look expects an end. */
  isActive: boolean;
};

/**
 * Samples the newest run of a task and writes down what is certain to be that run's: it must have
 * been the newest before and after the status call (upstream.md point 7). Newer ids only ever
 * follow older ones, so any earlier answer serves as the one "before".
 */
export class Sampler {
  readonly older: OlderRuns;
  readonly #owner: string;
  readonly #taskId: string;
  readonly #store: Store;
  readonly #clock: Clock;
  /** Runs that were the newest once. */
  readonly #former = new Set<string>();
  #run: RunLog | null = null;
  #storedNewest: string | null | undefined;
  #attributedMonoMs = Number.NEGATIVE_INFINITY;
  /** Wall time at which no run newer than the present one existed yet. */
  #absentAtMs: number | null = null;
  #resultFailures = 0;
  /** An end that was seen and is not told yet, for its result is still to be read. */
  #end: End | null = null;
  #observedAtMs: number | null = null;

  constructor(owner: string, taskId: string, store: Store, clock: Clock) {
    this.#owner = owner;
    this.#taskId = taskId;
    this.#store = store;
    this.#clock = clock;
    this.older = new OlderRuns(clock);
  }

  get run(): RunLog | null {
    return this.#run;
  }

  /** Whether the run's end was seen, so that nothing more is to be missed. */
  get isEnding(): boolean {
    return this.#end !== null;
  }

  /** Epoch ms; null before anything was read. */
  get observedAtMs(): number | null {
    return this.#observedAtMs;
  }

  /** Takes up what an earlier life of this process has stored of the task's newest run. */
  async load(newestRunId: string): Promise<void> {
    this.#run = await this.#open(newestRunId, null);
    this.#storedNewest = newestRunId;
    if (this.#run.ended) this.#observedAtMs = this.#run.seenAtMs;
  }

  /** One sample, with as many calls as it takes to be sure whose it is. */
  async read(reading: Reading): Promise<"sampled" | "switched"> {
    const { client, isActive } = reading;
    if (!this.#run || this.#run.ended) {
      await this.#findNewest(client);
      if (!this.#run || this.#run.ended) {
        this.#observedAtMs = this.#clock.now();
        return "sampled";
      }
    }
    const isUnread = !isActive && !this.#run.wasSeen;
    if (isUnread && (await this.#readEnd(reading, this.#run))) return "sampled";
    return this.#sample(reading, this.#run);
  }

  #open(runId: string, createdAtMs: number | null): Promise<RunLog> {
    const key = { owner: this.#owner, taskId: this.#taskId, runId };
    return RunLog.open(this.#store, key, createdAtMs, this.#absentAtMs);
  }

  /** Asks which run is the newest, and goes over to it when that is another one. */
  async #findNewest(client: UpstreamClient): Promise<string | null> {
    const sentAtMs = this.#clock.now();
    const newest = await this.#newestOf(client);
    const id = newest?.id ?? null;
    const previous = this.#run;
    if (previous && (id === null || this.#former.has(id))) {
      // Runs do not go away, and none is the newest again: such an answer is worth nothing.
      throw new AppError("upstream_error", { cause: new Error("the newest run was there before") });
    }
    if (id !== (previous?.key.runId ?? null)) {
      this.#run = newest ? await this.#open(newest.id, newest.created_at) : null;
      this.#resultFailures = 0;
      this.#end = null;
      previous?.forgetUnconfirmed();
      if (previous) {
        this.older.add(previous);
        this.#former.add(previous.key.runId);
      }
    }
    if (id !== this.#storedNewest) {
      await this.#store.tasks.setNewestRun(this.#owner, this.#taskId, id, this.#clock.now());
      this.#storedNewest = id;
    }
    this.#attributedMonoMs = this.#clock.monotonicMs();
    this.#absentAtMs = sentAtMs;
    return id;
  }

  async #newestOf(client: UpstreamClient): Promise<UpstreamRun | null> {
    try {
      return (await client.runs(this.#taskId, 1, 1)).rows[0] ?? null;
    } catch (error) {
      // Where a task without a run has no list of runs either, it is being prepared all the same.
      if (!this.#run && error instanceof AppError && error.code === "not_found") return null;
      throw error;
    }
  }

  /** Reads the end that a run nobody watched has probably come to. */
  async #readEnd({ client, silenceMs }: Reading, run: RunLog): Promise<boolean> {
    const result = await this.#tryResult(client, run);
    const status = result?.status ?? null;
    if (!result || !isEnded(runState({ ...NOTHING_ASKED, status }))) return false;
    const now = { atMs: this.#clock.now(), monoMs: this.#clock.monotonicMs() };
    await run.settle(result, now, silenceMs());
    this.#observedAtMs = now.atMs;
    return true;
  }

  /** A result; null when it cannot be read, and the status has to say how the run stands. */
  async #tryResult(client: UpstreamClient, run: RunLog): Promise<UpstreamResult | null> {
    try {
      return await client.result(this.#taskId, run.key.runId);
    } catch (error) {
      const code = error instanceof AppError ? error.code : null;
      if (code === "key_rejected" || code === "rate_limited") throw error;
      return null;
    }
  }

  async #sample({ client, silenceMs }: Reading, run: RunLog): Promise<"sampled" | "switched"> {
    if (this.#end) return this.#publishEnd(client, run, this.#end);
    const sentMonoMs = this.#clock.monotonicMs();
    const { sample, raw } = await client.status(this.#taskId, run.key.runId);
    const receivedMonoMs = this.#clock.monotonicMs();
    const seen: Observation = { sample, raw, atMs: this.#clock.now(), sentMonoMs, receivedMonoMs };
    if (sample.status === null && run.wasSeen) {
      throw new AppError("upstream_error", {
        cause: new Error("a run that was seen has no status"),
      });
    }
    const silence = silenceMs();
    const isDue = receivedMonoMs - this.#attributedMonoMs >= REATTRIBUTE_MS;
    if (!isDue && !run.needsAttribution(seen, silence)) {
      run.hold(seen);
    } else {
      // Another run started meanwhile: whose sample it was, nobody can tell. The next one will do.
      if ((await this.#findNewest(client)) !== run.key.runId) return "switched";
      if (isEnded(runState(sample))) {
        this.#end = { seen, silence };
        return this.#publishEnd(client, run, this.#end);
      }
      await run.observe(seen, silence, null);
    }
    this.#observedAtMs = seen.atMs;
    return "sampled";
  }

  /** Writes an end down as it was first seen, however long its result took to be read. */
  async #publishEnd(
    client: UpstreamClient,
    run: RunLog,
    { seen, silence }: End,
  ): Promise<"sampled"> {
    await run.observe(seen, silence, await this.#endResult(client, run, seen));
    this.#end = null;
    this.#observedAtMs = seen.atMs;
    return "sampled";
  }

  /** How the run ended, read before anybody is told that it did. */
  async #endResult(client: UpstreamClient, run: RunLog, { sample }: Observation) {
    try {
      return await client.result(this.#taskId, run.key.runId);
    } catch (error) {
      this.#resultFailures += 1;
      if (this.#resultFailures < RESULT_TRIES) throw error;
      return { status: sample.status, rawStatus: null, error: null, output: null, dataTable: [] };
    }
  }
}
