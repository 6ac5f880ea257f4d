import "server-only";
import { isEnded, runState } from "@/lib/run/state";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { OlderRuns } from "@/lib/server/recorder/older-runs";
import { type Observation, REATTRIBUTE_MS, RunLog } from "@/lib/server/recorder/run-log";
import type { Store } from "@/lib/server/store/store";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** A result says nothing of questions. */
const NOTHING_ASKED = { detailedStatus: null, toolCall: null };
/** An end whose result cannot be read is published without it after this many tries. */
const RESULT_TRIES = 5;

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
  #run: RunLog | null = null;
  #storedNewest: string | null | undefined;
  #attributedMonoMs = Number.NEGATIVE_INFINITY;
  /** Wall time at which no run newer than the present one existed yet. */
  #absentAtMs: number | null = null;
  #resultFailures = 0;
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

  /**
   * One sample, with as many calls as it takes to be sure whose it is.
   * @param isActive whether the task is; of an inactive one, a first look expects an end
   */
  async read(
    client: UpstreamClient,
    silenceMs: number,
    isActive: boolean,
  ): Promise<"sampled" | "switched"> {
    if (!this.#run || this.#run.ended) {
      await this.#findNewest(client);
      if (!this.#run || this.#run.ended) {
        this.#observedAtMs = this.#clock.now();
        return "sampled";
      }
    }
    if (!isActive && !this.#run.wasSeen && (await this.#readEnd(client, this.#run, silenceMs))) {
      return "sampled";
    }
    return this.#sample(client, this.#run, silenceMs);
  }

  /** Reads the end that a run nobody watched has probably come to. */
  async #readEnd(client: UpstreamClient, run: RunLog, silenceMs: number): Promise<boolean> {
    const result = await client.result(this.#taskId, run.key.runId);
    if (result.status === null || !isEnded(runState({ ...NOTHING_ASKED, status: result.status }))) {
      return false;
    }
    await run.settle(result, this.#clock.now(), silenceMs);
    this.#observedAtMs = this.#clock.now();
    return true;
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
    if (id !== (previous?.key.runId ?? null)) {
      this.#run = newest ? await this.#open(newest.id, newest.created_at) : null;
      this.#resultFailures = 0;
      previous?.forgetUnconfirmed();
      if (previous) this.older.add(previous);
    }
    if (id !== this.#storedNewest) {
      await this.#store.tasks.setNewestRun(this.#owner, this.#taskId, id, this.#clock.now());
      this.#storedNewest = id;
    }
    this.#attributedMonoMs = this.#clock.monotonicMs();
    this.#absentAtMs = sentAtMs;
    return id;
  }

  async #newestOf(client: UpstreamClient) {
    try {
      return (await client.runs(this.#taskId, 1, 1)).rows[0] ?? null;
    } catch (error) {
      // Where a task without a run has no list of runs either, it is being prepared all the same.
      if (!this.#run && error instanceof AppError && error.code === "not_found") return null;
      throw error;
    }
  }

  async #sample(
    client: UpstreamClient,
    run: RunLog,
    silenceMs: number,
  ): Promise<"sampled" | "switched"> {
    const sentMonoMs = this.#clock.monotonicMs();
    const { sample, raw } = await client.status(this.#taskId, run.key.runId);
    const receivedMonoMs = this.#clock.monotonicMs();
    const seen: Observation = { sample, raw, atMs: this.#clock.now(), sentMonoMs, receivedMonoMs };
    if (sample.status === null && run.wasSeen) {
      throw new AppError("upstream_error", {
        cause: new Error("a run that was seen has no status"),
      });
    }
    const isDue = receivedMonoMs - this.#attributedMonoMs >= REATTRIBUTE_MS;
    if (!isDue && !run.isNews(seen, silenceMs)) {
      run.hold(seen);
    } else {
      // Another run started meanwhile: whose sample it was, nobody can tell. The next one will do.
      if ((await this.#findNewest(client)) !== run.key.runId) return "switched";
      const ended = isEnded(runState(sample));
      await run.observe(seen, silenceMs, ended ? await this.#endResult(client, run, seen) : null);
    }
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
      return { status: sample.status, error: null, output: null, dataTable: [] };
    }
  }
}
