import "server-only";
import type { ErrorCode } from "@/lib/contract/errors";
import type { UpstreamResult } from "@/lib/contract/upstream";
import { AppError } from "@/lib/server/errors";
import type { Observation } from "@/lib/server/recorder/observation";
import type { RunLog } from "@/lib/server/recorder/run-log";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** Answers that cannot be read, this often in a row, are not waited for any longer. */
const TRIES = 5;
/** The server did answer, or never will in time; any other failure says nothing of the result. */
const UNREADABLE: ErrorCode[] = ["upstream_error", "upstream_timeout", "not_found"];

/**
 * An end that was seen and is not told yet. How a run ended is in its result (upstream.md point
 * 14), so that is read first: a stopped run never shows as failed. It is written down as it was
 * first seen, however long its result took.
 */
export class Ending {
  readonly #seen: Observation;
  readonly #silenceMs: number;
  #failures = 0;

  /** @param silenceMs how long nothing may have been seen before there is a gap, as of `seen` */
  constructor(seen: Observation, silenceMs: number) {
    this.#seen = seen;
    this.#silenceMs = silenceMs;
  }

  /**
   * Tells the end once its result is read, or turns out not to be readable.
   * @param count has the task's runs counted
   * @returns epoch ms at which the end was seen
   * @throws AppError when it is to be tried again
   */
  async publish(
    client: UpstreamClient,
    run: RunLog,
    count: () => Promise<unknown>,
  ): Promise<number> {
    const result = await this.#result(client, run);
    if (result && result.dataTable.length > 0) await count();
    await run.observe(this.#seen, this.#silenceMs, result);
    return this.#seen.atMs;
  }

  async #result(client: UpstreamClient, { key }: RunLog): Promise<UpstreamResult | null> {
    try {
      const result = await client.result(key.taskId, key.runId);
      if (result.status === "error" || result.status === "completed") return result;
      // It lags behind the status, and says nothing yet of how the run ended.
      throw new AppError("upstream_error", { cause: new Error("a result without an end") });
    } catch (error) {
      if (!(error instanceof AppError) || !UNREADABLE.includes(error.code)) throw error;
      this.#failures += 1;
      if (this.#failures < TRIES) throw error;
      return null;
    }
  }
}
