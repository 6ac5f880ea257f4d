import "server-only";
import type { UpstreamResult, UpstreamRun } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import { REATTRIBUTE_MS } from "@/lib/server/recorder/bounds";
import type { GivenUp } from "@/lib/server/recorder/desk";
import { Ending } from "@/lib/server/recorder/ending";
import type { Observation } from "@/lib/server/recorder/observation";
import { OlderRuns } from "@/lib/server/recorder/older-runs";
import { type Hand, RunLog } from "@/lib/server/recorder/run-log";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** The server answers as if it had never had the run: for a moment, or because it was deleted. */
class RunGoneError extends Error {}
const gone = (why: string) => new AppError("upstream_error", { cause: new RunGoneError(why) });
export const isRunGone = (error: AppError): boolean => error.cause instanceof RunGoneError;

/** A result says nothing of questions. */
const NOTHING_ASKED = { detailedStatus: null, toolCall: null };

/** A result that could not be read at the end is asked for this often more, on screen only. */
const LATE_TRIES = 20;

type Deps = Hand & { clock: Clock; givenUp: GivenUp };

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
  readonly #hand: Hand;
  readonly #clock: Clock;
  readonly #givenUp: GivenUp;
  /** Runs that were the newest once. */
  readonly #former = new Set<string>();
  #run: RunLog | null = null;
  #storedNewest: string | null | undefined;
  #attributedMonoMs = Number.NEGATIVE_INFINITY;
  /** Wall time at which no run newer than the present one existed yet. */
  #absentAtMs: number | null = null;
  #ending: Ending | null = null;
  /** How often the result of an end that was told without it was asked for since. */
  #lateTries = 0;
  #observedAtMs: number | null = null;
  /** The most runs the task was seen to have, as far as it is noted. */
  #runsTotal = 0;

  constructor(owner: string, taskId: string, { store, fence, clock, givenUp }: Deps) {
    this.#owner = owner;
    this.#taskId = taskId;
    this.#hand = { store, fence };
    this.#clock = clock;
    this.#givenUp = givenUp;
    this.older = new OlderRuns(clock, givenUp);
  }

  get run(): RunLog | null {
    return this.#run;
  }

  /** Whether the run ended, and its result is still worth asking for. */
  get isUntold(): boolean {
    const run = this.#run;
    return run?.ended === true && !run.isSettled && !this.#givenUp.has(run.key.runId);
  }

  /** Whether the run's end was seen, so that nothing more is to be missed. */
  get isEnding(): boolean {
    return this.#ending !== null;
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
    const { isActive } = reading;
    if (!this.#run || this.#run.ended) {
      await this.#findNewest(reading);
      if (!this.#run || this.#run.ended) {
        if (this.#run && this.isUntold) {
          this.#lateTries += 1;
          if (this.#lateTries >= LATE_TRIES) this.#givenUp.set(this.#run.key.runId, true);
          await this.#readResult(reading, this.#run);
        }
        this.#observedAtMs = this.#clock.now();
        return "sampled";
      }
    }
    const isUnread = !isActive && !this.#run.wasSeen;
    if (isUnread && (await this.#readResult(reading, this.#run))) return "sampled";
    return this.#sample(reading, this.#run);
  }

  #open(runId: string, createdAtMs: number | null): Promise<RunLog> {
    const key = { owner: this.#owner, taskId: this.#taskId, runId };
    return RunLog.open(this.#hand, key, createdAtMs, this.#absentAtMs);
  }

  /** Asks which run is the newest, and goes over to it when that is another one. */
  async #findNewest({ client, silenceMs }: Reading): Promise<string | null> {
    const sentAtMs = this.#clock.now();
    const newest = await this.#newestOf(client);
    const id = newest?.id ?? null;
    const previous = this.#run;
    if (previous && (id === null || this.#former.has(id))) {
      // Runs do not go away, and none is the newest again: such an answer is worth nothing.
      throw gone(id === null ? "the task has no run any more" : "a former run is the newest");
    }
    if (id !== (previous?.key.runId ?? null)) {
      const next = newest ? await this.#open(newest.id, newest.created_at) : null;
      await previous?.pushAside(this.#clock.monotonicMs(), silenceMs());
      this.#run = next;
      this.#ending = null;
      this.#lateTries = 0;
      // A list of runs may have named it first: one hand only writes of a run.
      if (id !== null) this.older.drop(id);
      if (previous) {
        await this.#noteRuns(2);
        this.older.add(previous);
        this.#former.add(previous.key.runId);
      }
    }
    if (id !== this.#storedNewest) {
      const { store, fence } = this.#hand;
      await store.tasks.setNewestRun(this.#owner, this.#taskId, id, this.#clock.now(), fence);
      this.#storedNewest = id;
    }
    this.#attributedMonoMs = this.#clock.monotonicMs();
    this.#absentAtMs = sentAtMs;
    return id;
  }

  async #newestOf(client: UpstreamClient): Promise<UpstreamRun | null> {
    try {
      const { rows, total } = await client.runs(this.#taskId, 1, 1);
      if (total !== null) await this.#noteRuns(total);
      return rows[0] ?? null;
    } catch (error) {
      // Where a task without a run has no list of runs either, it is being prepared all the same.
      if (!this.#run && error instanceof AppError && error.code === "not_found") return null;
      throw error;
    }
  }

  /**
   * Has the task's runs counted once a result with a table was read: a newer run may have begun
   * before that, and its rows are in it then (upstream.md point 13).
   */
  async #countRuns(client: UpstreamClient, { key }: RunLog): Promise<void> {
    const newest = await this.#newestOf(client);
    if (newest && newest.id !== key.runId) await this.#noteRuns(2);
  }

  /** How many runs there are decides whether the task's table is one run's. */
  async #noteRuns(total: number): Promise<void> {
    if (total <= this.#runsTotal) return;
    await this.#hand.store.tasks.noteRuns(this.#owner, this.#taskId, total);
    this.#runsTotal = total;
  }

  /**
   * Reads the end that a run nobody watched has probably come to, or what was missing of one.
   * @returns whether the result told an end
   */
  async #readResult({ client, silenceMs }: Reading, run: RunLog): Promise<boolean> {
    const result = await this.#tryResult(client, run);
    const status = result?.status ?? null;
    if (!result || !isEnded(runState({ ...NOTHING_ASKED, status }))) return false;
    if (result.dataTable.length > 0) await this.#countRuns(client, run);
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

  async #sample(reading: Reading, run: RunLog): Promise<"sampled" | "switched"> {
    const { client, silenceMs } = reading;
    if (this.#ending) return this.#publish(client, run, this.#ending);
    const sentMonoMs = this.#clock.monotonicMs();
    const { sample, raw } = await client.status(this.#taskId, run.key.runId);
    const receivedMonoMs = this.#clock.monotonicMs();
    const seen: Observation = { sample, raw, atMs: this.#clock.now(), sentMonoMs, receivedMonoMs };
    if (sample.status === null && run.wasSeen) {
      throw gone("a run that was seen has no status");
    }
    const silence = silenceMs();
    const isDue = receivedMonoMs - this.#attributedMonoMs >= REATTRIBUTE_MS;
    if (!isDue && !run.needsAttribution(seen, silence)) {
      run.hold(seen);
    } else {
      // Another run started meanwhile: whose sample it was, nobody can tell. The next one will do.
      if ((await this.#findNewest(reading)) !== run.key.runId) return "switched";
      if (isEnded(runState(sample))) {
        this.#ending = new Ending(seen, silence);
        return this.#publish(client, run, this.#ending);
      }
      await run.observe(seen, silence, null);
    }
    this.#observedAtMs = seen.atMs;
    return "sampled";
  }

  async #publish(client: UpstreamClient, run: RunLog, ending: Ending): Promise<"sampled"> {
    this.#observedAtMs = await ending.publish(client, run, () => this.#countRuns(client, run));
    this.#ending = null;
    return "sampled";
  }
}
