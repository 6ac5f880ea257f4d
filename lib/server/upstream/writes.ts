import "server-only";
import { z } from "zod";
import { createdSchema, runsSchema } from "@/lib/contract/upstream";
import { AppError } from "@/lib/server/errors";
import { isPathUnknown, refusedWith } from "@/lib/server/upstream/answer";
import {
  type Call,
  callOnRun,
  KB,
  type PathForms,
  runQuery,
  taskPath,
} from "@/lib/server/upstream/call";

/** It waits for a model, and tries up to four times (upstream.md point 18). */
const CREATE_MS = 60_000;
const anything = z.unknown();
const small = { maxBytes: 64 * KB };

export type NewTask = { task: string; agent: string; tools?: unknown[] | undefined };

/** What a server says that wants an answer as a list of messages. */
const MESSAGES_FORM = "messages.map is not a function";

/**
 * What changes something. Nothing here is ever sent twice by itself; a failure whose `mayBeDone` is
 * set says that nobody knows whether it was done.
 */
export function writesOf(call: Call, forms: PathForms) {
  /**
   * Whether nothing was done and the server has no form with the run in the path, which is asked
   * without changing anything; and whether it is the API that denied it, which has a list of runs.
   */
  const lacksPaths = (taskId: string, runId: string) => async (denied: unknown) => {
    if (denied instanceof AppError && denied.mayBeDone) return false;
    await call(`${taskPath(taskId)}/runs?page=1&limit=1`, runsSchema, { maxBytes: KB * KB });
    const path = `${taskPath(taskId)}/run/${encodeURIComponent(runId)}/result${runQuery(runId)}`;
    try {
      await call(path, anything, { maxBytes: 5 * KB * KB });
      forms.byPath = true;
      return false;
    } catch (error) {
      return isPathUnknown(error);
    }
  };

  const onRun = <T extends z.ZodType>(
    taskId: string,
    runId: string,
    part: string,
    data: T,
    request: Parameters<Call>[2],
  ) =>
    callOnRun(
      forms,
      { taskId, runId },
      part,
      (path) => call(path, data, request),
      lacksPaths(taskId, runId),
    );

  return {
    /** Starts a task. @returns its id */
    async create(body: NewTask): Promise<string> {
      const { data } = await call("/task/create", createdSchema, {
        method: "POST",
        body,
        timeoutMs: CREATE_MS,
        isSlow: true,
        ...small,
      });
      return data.taskId;
    },

    /**
     * Stops exactly this run. Where the path is denied, the query form is used only once a read has
     * shown that the server has no such paths: a server that has them would stop its newest run
     * instead (point 15).
     */
    async stopRun(taskId: string, runId: string): Promise<void> {
      await onRun(taskId, runId, "stop", anything, { method: "PUT", ...small });
    },

    /** Lets no further runs of a task start; the real server says so and does nothing (point 16). */
    async stopTask(taskId: string): Promise<void> {
      await call(`${taskPath(taskId)}/stop`, anything, { method: "PUT", ...small });
    },

    /**
     * Answers a tool call, always with its id. Where the server wants a list of messages, the same
     * text is sent once more as one (point 12).
     */
    async toolInput(
      taskId: string,
      runId: string,
      input: string,
      toolCallId: string,
    ): Promise<void> {
      const send = (given: unknown) =>
        onRun(taskId, runId, "tool-input", anything, {
          method: "POST",
          body: { input: given, toolCallId },
          ...small,
        });
      try {
        await send(input);
      } catch (error) {
        const wasRefused = error instanceof AppError && !error.mayBeDone;
        if (!wasRefused || !refusedWith(error, MESSAGES_FORM)) throw error;
        await send([{ role: "user", content: input }]);
      }
    },
  };
}
