import "server-only";
import { z } from "zod";
import {
  type RawStatus,
  rawStatusSchema,
  recordingSchema,
  resultDataSchema,
  runsSchema,
  statusSchema,
  tasksSchema,
  type UpstreamRecording,
  type UpstreamResult,
  type UpstreamRun,
  type UpstreamSample,
  type UpstreamTask,
} from "@/lib/contract/upstream";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import {
  callOnRun,
  callsOf,
  KB,
  type PathForms,
  runQuery,
  taskPath,
} from "@/lib/server/upstream/call";
import type { Transport } from "@/lib/server/upstream/transport";
import { writesOf } from "@/lib/server/upstream/writes";

/** Below this, two clocks count as one: the `Date` header has whole seconds only. */
export const CLOCK_SLACK_MS = 2_000;

const anything = z.unknown();

/** A date of theirs on our clock; one in the future says nothing. */
function pastOf(atMs: number | null, shiftMs: number, nowMs: number): number | null {
  if (atMs === null || atMs + shiftMs > nowMs + CLOCK_SLACK_MS) return null;
  return Math.min(Math.round(atMs + shiftMs), nowMs);
}

export type Page<T> = { rows: T[]; total: number | null };

export type UpstreamClient = ReturnType<typeof upstreamClient>;

/**
 * The one door to a Browserable server, for one key. What it learns of the server is kept in
 * `forms`. Every call throws `AppError` with `key_rejected`, `not_found`, `rate_limited` or an
 * `upstream_…` code.
 */
export function upstreamClient(
  transport: Transport,
  clock: Clock,
  upstream: Upstream,
  apiKey: string,
  forms: PathForms = { byPath: false },
) {
  const call = callsOf(transport, clock, upstream, apiKey);

  return {
    /** Whether the server takes the key; throws `key_rejected` when it does not. */
    async check(): Promise<void> {
      try {
        await call("/check", anything, { maxBytes: 64 * KB, isTriedAgain: true });
      } catch (error) {
        // Every Browserable server has this path, so something else answers at this address.
        const isElsewhere = error instanceof AppError && error.code === "not_found";
        throw isElsewhere ? new AppError("upstream_error", { cause: error.cause }) : error;
      }
    },

    /** One page of tasks, newest first; at most 30. */
    async tasks(page: number, limit = 30): Promise<Page<UpstreamTask>> {
      const path = `/tasks?page=${page}&limit=${limit}`;
      const { data, total } = await call(path, tasksSchema, { maxBytes: KB * KB });
      return { rows: data, total };
    },

    /** One page of a task's runs, newest first, dated by our own clock. */
    async runs(taskId: string, page: number, limit: number): Promise<Page<UpstreamRun>> {
      const { data, total, date } = await call(
        `${taskPath(taskId)}/runs?page=${page}&limit=${limit}`,
        runsSchema,
        { maxBytes: KB * KB },
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
      const path = `${taskPath(taskId)}/run/status${runQuery(runId)}`;
      const { data } = await call(path, rawStatusSchema, { maxBytes: 256 * KB });
      return { sample: statusSchema.parse(data), raw: data };
    },

    /** The result of exactly this run (point 13). */
    result: (taskId: string, runId: string): Promise<UpstreamResult> =>
      callOnRun(forms, { taskId, runId }, "result", async (path) => {
        return (await call(path, resultDataSchema, { maxBytes: 5 * KB * KB })).data;
      }),

    /** The recording of exactly this run; each call may queue work on the server (point 17). */
    recording: (taskId: string, runId: string): Promise<UpstreamRecording> =>
      callOnRun(forms, { taskId, runId }, "gif", async (path) => {
        return (await call(path, recordingSchema, { maxBytes: 64 * KB })).data;
      }),

    ...writesOf(call, forms),
  };
}
