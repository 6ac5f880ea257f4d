import "server-only";
import { ExponentialBackoff, handleWhen, retry } from "cockatiel";
import { z } from "zod";
import {
  type RawStatus,
  rawStatusSchema,
  resultDataSchema,
  runsSchema,
  statusSchema,
  tasksSchema,
  type UpstreamResult,
  type UpstreamRun,
  type UpstreamSample,
  type UpstreamTask,
} from "@/lib/contract/upstream";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { isPathUnknown, readAnswer } from "@/lib/server/upstream/answer";
import type { Transport } from "@/lib/server/upstream/transport";

const CALL_MS = 10_000;
const KB = 1024;
/** Below this, two clocks count as one: the `Date` header has whole seconds only. */
export const CLOCK_SLACK_MS = 2_000;

/** Two more tries for what only asks, and only when no answer came (a restart takes 1–2 s, point 19). */
const again = retry(
  handleWhen((error) => error instanceof AppError && error.code === "upstream_unreachable"),
  { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 300, maxDelay: 1_500 }) },
);

const anything = z.unknown();

/** What is known of how a server wants to be asked for a named run. */
export type PathForms = {
  /** It has answered with the run in the path: only that form is certain to mean that run. */
  byPath: boolean;
};

/** A date of theirs on our clock; one in the future says nothing. */
function pastOf(atMs: number | null, shiftMs: number, nowMs: number): number | null {
  if (atMs === null || atMs + shiftMs > nowMs + CLOCK_SLACK_MS) return null;
  return Math.min(Math.round(atMs + shiftMs), nowMs);
}

export type Page<T> = { rows: T[]; total: number | null };

export type UpstreamClient = ReturnType<typeof upstreamClient>;

/**
 * The one door to a Browserable server, for one key. What it learns of the server is kept in `forms`. Every call throws `AppError` with
 * `key_rejected`, `not_found`, `rate_limited` or an `upstream_…` code.
 */
export function upstreamClient(
  transport: Transport,
  clock: Clock,
  upstream: Upstream,
  apiKey: string,
  forms: PathForms = { byPath: false },
) {
  async function get<T extends z.ZodType>(
    path: string,
    data: T,
    maxBytes: number,
    timeoutMs = CALL_MS,
  ) {
    const answer = await transport({
      method: "GET",
      url: `${upstream.url}${path}`,
      apiKey,
      maxBytes,
      timeoutMs,
    });
    const envelope = readAnswer(answer, apiKey, clock.now());
    const parsed = data.safeParse(envelope.data);
    if (!parsed.success) throw new AppError("upstream_error", { cause: parsed.error });
    return { data: parsed.data, total: envelope.total ?? null, date: answer.date };
  }

  const task = (taskId: string) => `/task/${encodeURIComponent(taskId)}`;
  const query = (runId: string) => `?runId=${encodeURIComponent(runId)}`;

  return {
    /** Whether the server takes the key; throws `key_rejected` when it does not. */
    async check(): Promise<void> {
      const deadline = clock.monotonicMs() + CALL_MS;
      try {
        await again.execute(() =>
          get("/check", anything, 64 * KB, Math.max(1, deadline - clock.monotonicMs())),
        );
      } catch (error) {
        // Every Browserable server has this path, so something else answers at this address.
        const isElsewhere = error instanceof AppError && error.code === "not_found";
        throw isElsewhere ? new AppError("upstream_error", { cause: error.cause }) : error;
      }
    },

    /** One page of tasks, newest first; at most 30. */
    async tasks(page: number): Promise<Page<UpstreamTask>> {
      const { data, total } = await get(`/tasks?page=${page}&limit=30`, tasksSchema, KB * KB);
      return { rows: data, total };
    },

    /** One page of a task's runs, newest first, dated by our own clock. */
    async runs(taskId: string, page: number, limit: number): Promise<Page<UpstreamRun>> {
      const { data, total, date } = await get(
        `${task(taskId)}/runs?page=${page}&limit=${limit}`,
        runsSchema,
        KB * KB,
      );
      const theirs = date === null ? Number.NaN : Date.parse(date);
      const skew = clock.now() - theirs;
      const shift = Math.abs(skew) > CLOCK_SLACK_MS ? skew : 0;
      const rows = data.map((run) => ({
        id: run.id,
        created_at: pastOf(run.created_at, shift, clock.now()),
      }));
      return { rows, total };
    },

    /** The present state; of the newest run, whatever the document says of `runId` (point 7). */
    async status(
      taskId: string,
      runId: string,
    ): Promise<{ sample: UpstreamSample; raw: RawStatus }> {
      const path = `${task(taskId)}/run/status${query(runId)}`;
      const { data } = await get(path, rawStatusSchema, 256 * KB);
      return { sample: statusSchema.parse(data), raw: data };
    },

    /**
     * The result of exactly this run: by path where the server has that, else by query (point 13). A
     * server that has it would answer the query with the result of another run.
     */
    async result(taskId: string, runId: string): Promise<UpstreamResult> {
      const byPath = `${task(taskId)}/run/${encodeURIComponent(runId)}/result${query(runId)}`;
      try {
        const { data } = await get(byPath, resultDataSchema, 5 * KB * KB);
        forms.byPath = true;
        return data;
      } catch (error) {
        if (forms.byPath || !isPathUnknown(error)) throw error;
        const byQuery = `${task(taskId)}/run/result${query(runId)}`;
        return (await get(byQuery, resultDataSchema, 5 * KB * KB)).data;
      }
    },
  };
}
