import "server-only";
import type { Clock } from "@/lib/server/clock";
import { logFailure } from "@/lib/server/log-failure";
import { PACE_MS, silenceMs } from "@/lib/server/recorder/pace";
import type { RunLog } from "@/lib/server/recorder/run-log";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** A result that tells nothing this often in a row will not tell more. */
const TRIES = 20;
/** Of a long list, this many at a time, so that the newest run does not wait for them. */
const AT_ONCE = 2;
/** A page of runs, and some. */
const MOST = 60;

type Entry = { run: RunLog; dueMonoMs: number; failures: number };

/**
 * Runs that a newer one has pushed aside before their end was seen. The status call no longer
 * speaks of them (upstream.md point 7), their result does: it is asked for until it tells an end.
 */
export class OlderRuns {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether there is one to read now, or later. */
  get standing(): "due" | "later" | "none" {
    if (this.#due().length > 0) return "due";
    return this.#entries.size > 0 ? "later" : "none";
  }

  has(runId: string): boolean {
    return this.#entries.has(runId);
  }

  add(run: RunLog): void {
    if (run.ended || this.has(run.key.runId)) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= MOST) this.#entries.delete(oldest);
    this.#entries.set(run.key.runId, { run, dueMonoMs: Number.NEGATIVE_INFINITY, failures: 0 });
  }

  /** Reads the results that are due. One that cannot be read stops nothing else and is asked again. */
  async settle(client: UpstreamClient): Promise<void> {
    for (const entry of this.#due().slice(0, AT_ONCE)) {
      const { run } = entry;
      entry.failures = (await this.#settleOne(client, run)) ? 0 : entry.failures + 1;
      entry.dueMonoMs = this.#clock.monotonicMs() + PACE_MS.unseen;
      if (run.ended || entry.failures >= TRIES) this.#entries.delete(run.key.runId);
    }
  }

  #due(): Entry[] {
    const now = this.#clock.monotonicMs();
    return [...this.#entries.values()].filter((entry) => entry.dueMonoMs <= now);
  }

  /** @returns whether the result told how the run stands */
  async #settleOne(client: UpstreamClient, run: RunLog): Promise<boolean> {
    try {
      const result = await client.result(run.key.taskId, run.key.runId);
      const now = { atMs: this.#clock.now(), monoMs: this.#clock.monotonicMs() };
      await run.settle(result, now, silenceMs(0, PACE_MS.unseen));
      return result.status !== null;
    } catch (thrown) {
      const error = logFailure("a result could not be read", thrown);
      if (error.code === "key_rejected" || error.code === "rate_limited") throw error;
      return false;
    }
  }
}
