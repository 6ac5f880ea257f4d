import "server-only";
import type { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import type { Upstream } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { isPathUnknown, readAnswer } from "@/lib/server/upstream/answer";
import type { Transport } from "@/lib/server/upstream/transport";

const CALL_MS = 10_000;
export const KB = 1024;

/** What is known of how a server wants to be asked for a named run. */
export type PathForms = {
  /** It has answered with the run in the path: only that form is certain to mean that run. */
  byPath: boolean;
};

type Request = {
  method?: "GET" | "POST" | "PUT";
  /** Sent as JSON; without it, no body is sent at all (upstream.md point 15). */
  body?: unknown;
  maxBytes: number;
  timeoutMs?: number;
  isSlow?: boolean;
  isTriedAgain?: boolean;
};

/** One call of the API. @throws AppError `key_rejected`, `not_found`, `rate_limited`, `upstream_…` */
export type Call = <T extends z.ZodType>(
  path: string,
  data: T,
  request: Request,
) => Promise<{ data: z.output<T>; total: number | null; date: string | null }>;

/** Calls to one server with one key. */
export function callsOf(
  transport: Transport,
  clock: Clock,
  upstream: Upstream,
  apiKey: string,
): Call {
  return async (path, data, { method = "GET", body, timeoutMs = CALL_MS, ...rest }) => {
    const answer = await transport({
      method,
      url: `${upstream.url}${path}`,
      apiKey,
      timeoutMs,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...rest,
    });
    const envelope = readAnswer(answer, apiKey, clock.now());
    const parsed = data.safeParse(envelope.data);
    if (!parsed.success) {
      throw new AppError("upstream_error", { cause: parsed.error, mayBeDone: true });
    }
    return { data: parsed.data, total: envelope.total ?? null, date: answer.date };
  };
}

export const taskPath = (taskId: string): string => `/task/${encodeURIComponent(taskId)}`;
export const runQuery = (runId: string): string => `?runId=${encodeURIComponent(runId)}`;

type NamedRun = { taskId: string; runId: string };

/**
 * A call about one named run: with the run in the path where the server has that, else in the query
 * (upstream.md, last list). A server that has it would take the query for its newest run.
 * @param part what the path ends with: `result`, `stop`, …
 * @param mayFallBack asked before the query form is used, with what the path form failed with
 */
export async function callOnRun<T>(
  forms: PathForms,
  { taskId, runId }: NamedRun,
  part: string,
  call: (path: string) => Promise<T>,
  mayFallBack: (error: unknown) => Promise<boolean> = async () => true,
): Promise<T> {
  try {
    const byPath = `${taskPath(taskId)}/run/${encodeURIComponent(runId)}/${part}${runQuery(runId)}`;
    const answer = await call(byPath);
    forms.byPath = true;
    return answer;
  } catch (error) {
    if (forms.byPath || !isPathUnknown(error) || !(await mayFallBack(error))) throw error;
    return call(`${taskPath(taskId)}/run/${part}${runQuery(runId)}`);
  }
}
