import "server-only";
import type { Clock } from "@/lib/server/clock";
import type { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { GivenUp } from "@/lib/server/recorder/desk";
import { PACE_MS } from "@/lib/server/recorder/pace";
import type { RunLog } from "@/lib/server/recorder/run-log";
import { silenceMs } from "@/lib/server/recorder/sample-timing";
import { isLeaseLost } from "@/lib/server/store/leases";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** A result that tells nothing this often in a row will not tell more. */
const TRIES = 20;
/** Of a long list, this many at a time, so that the newest run does not wait for them. */
const AT_ONCE = 2;
/** Of those that somebody waits for. */
const WANTED_AT_ONCE = 10;
/** A page of runs, and some. */
const MOST = 60;

type Entry = {
  run: RunLog;
  dueMonoMs: number;
  wasRead: boolean;
  failures: number;
  /** Why the newest reading told nothing; null when it did, or there was none. */
  error: AppError | null;
};

/**
 * Runs that a newer one has pushed aside before their end was seen. The status call no longer
 * speaks of them (upstream.md point 7), their result does: it is asked for until it tells an end.
 */
export class OlderRuns {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #givenUp: GivenUp;

  constructor(clock: Clock, givenUp: GivenUp) {
    this.#clock = clock;
    this.#givenUp = givenUp;
  }

  /** Whether there is one to read now, or later. */
  get standing(): "due" | "later" | "none" {
    if (this.#due().length > 0) return "due";
    return this.#entries.size > 0 ? "later" : "none";
  }

  /** Whether a run is in hand. */
  has(runId: string): boolean {
    return this.#entries.has(runId);
  }

  /** Whether its result is not asked for any more, for a while. */
  isGivenUp(runId: string): boolean {
    return this.#givenUp.has(runId);
  }

  add(run: RunLog): void {
    const { runId } = run.key;
    if (run.isSettled || this.has(runId) || this.isGivenUp(runId)) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= MOST) this.#entries.delete(oldest);
    const entry: Entry = { run, dueMonoMs: 0, wasRead: false, failures: 0, error: null };
    this.#entries.set(run.key.runId, entry);
  }

  /** Lets go of a run that is the newest after all. */
  drop(runId: string): void {
    this.#entries.delete(runId);
  }

  /** Whether a run's result is still to be asked for the first time. */
  isUnread(runId: string): boolean {
    return this.#entries.get(runId)?.wasRead === false;
  }

  errorOf(runId: string): AppError | null {
    return this.#entries.get(runId)?.error ?? null;
  }

  /**
   * Reads the results that are due, those never read first. One that cannot be read stops nothing
   * else and is asked again.
   * @param wanted the runs that somebody waits for: they come before all others
   */
  async settle(client: UpstreamClient, wanted: ReadonlySet<string>): Promise<void> {
    const rank = (entry: Entry) => (wanted.has(entry.run.key.runId) ? 0 : 1);
    const due = this.#due().sort((a, b) => rank(a) - rank(b) || a.dueMonoMs - b.dueMonoMs);
    const most = Math.max(AT_ONCE, Math.min(wanted.size, WANTED_AT_ONCE));
    for (const entry of due.slice(0, most)) {
      const { run } = entry;
      entry.failures = (await this.#settleOne(client, entry)) ? 0 : entry.failures + 1;
      entry.wasRead = true;
      entry.dueMonoMs = this.#clock.monotonicMs() + PACE_MS.unseen;
      if (entry.failures >= TRIES) this.#givenUp.set(run.key.runId, true);
      if (run.isSettled || entry.failures >= TRIES) this.drop(run.key.runId);
    }
  }

  #due(): Entry[] {
    const now = this.#clock.monotonicMs();
    return [...this.#entries.values()].filter((entry) => entry.dueMonoMs <= now);
  }

  /** @returns whether the result told how the run stands */
  async #settleOne(client: UpstreamClient, entry: Entry): Promise<boolean> {
    const { run } = entry;
    try {
      const result = await client.result(run.key.taskId, run.key.runId);
      const now = { atMs: this.#clock.now(), monoMs: this.#clock.monotonicMs() };
      await run.settle(result, now, silenceMs(0, PACE_MS.unseen));
      entry.error = null;
      return result.status !== null;
    } catch (thrown) {
      if (isLeaseLost(thrown)) throw thrown;
      const error = logFailure("a result could not be read", thrown);
      if (error.code === "key_rejected" || error.code === "rate_limited") throw error;
      entry.error = error;
      return false;
    }
  }
}
