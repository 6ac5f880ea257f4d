/** The documented API as Runboard answers it: one row for each call, under `/api/v1`. */
import type { z } from "zod";
import * as shapes from "./documented-shapes.ts";
import type { ErrorCode } from "./errors.ts";

export type DocumentedCall = {
  method: "GET" | "POST" | "PUT";
  /** With the parts that are ids in braces. */
  path: `/${string}`;
  operationId: string;
  summary: string;
  /** Where it departs from what its name promises, or from what the server behind says. */
  description: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
  /** Needs no key. */
  isOpen?: true;
  /** The failures of its own, beside those that all calls have. */
  errors: readonly ErrorCode[];
};

export const DOCUMENTED = {
  health: {
    method: "GET",
    path: "/health",
    operationId: "getHealth",
    summary: "Whether the Browserable server answers",
    description: "Asks the server itself, at most once in two seconds for all clients together.",
    answer: shapes.okSchema,
    isOpen: true,
    errors: [],
  },
  check: {
    method: "GET",
    path: "/check",
    operationId: "checkApiKey",
    summary: "Whether the server accepts the key",
    description: "Asks the server itself, at most once a second for each key.",
    answer: shapes.okSchema,
    errors: [],
  },
  createTask: {
    method: "POST",
    path: "/task/create",
    operationId: "createTask",
    summary: "Create a task",
    description:
      "Takes as long as the server does, up to a minute, and is never sent twice. create_unconfirmed: it was sent and no answer came, so the task may exist; look in the list before creating it again. Fields that are not described here are passed on.",
    body: shapes.createBodySchema,
    answer: shapes.createdSchema,
    errors: ["bad_request", "create_unconfirmed", "upstream_refused"],
  },
  listTasks: {
    method: "GET",
    path: "/tasks",
    operationId: "listTasks",
    summary: "List tasks, the newest first",
    description: "A task that is archived counts as inactive.",
    query: shapes.pagingSchema,
    answer: shapes.taskPageSchema,
    errors: ["bad_request"],
  },
  listRuns: {
    method: "GET",
    path: "/task/{taskId}/runs",
    operationId: "listTaskRuns",
    summary: "List a task's runs, the newest first",
    description: "Empty while the task has none yet.",
    query: shapes.pagingSchema,
    answer: shapes.runPageSchema,
    errors: ["bad_request", "not_found"],
  },
  runStatus: {
    method: "GET",
    path: "/task/{taskId}/run/status",
    operationId: "getTaskRunStatus",
    summary: "What a run is doing now",
    description:
      "Answered by what Runboard records, so polling it costs the server nothing extra, and the run gets a timeline. runId means that run, also on a server that answers for the newest one whatever is asked. An older run has only its end.",
    query: shapes.runQuerySchema,
    answer: shapes.statusAnswerSchema,
    errors: ["bad_request", "not_found"],
  },
  runResult: {
    method: "GET",
    path: "/task/{taskId}/run/result",
    operationId: "getTaskRunResult",
    summary: "What a run has brought",
    description:
      "Of an ended run as it was recorded; of one that goes on, the server is asked at most once a second for all clients together.",
    query: shapes.runQuerySchema,
    answer: shapes.resultAnswerSchema,
    errors: ["bad_request", "not_found"],
  },
  stopRun: {
    method: "PUT",
    path: "/task/{taskId}/run/stop",
    operationId: "stopTaskRun",
    summary: "Stop a run",
    description:
      "Success says that the server accepted it; that the run has stopped is for its status to show. Without runId, the most recent run is named to the server. run_ended: it had ended already, so nothing was stopped. A body is not needed; an empty one or null does no harm.",
    query: shapes.runQuerySchema,
    answer: shapes.doneSchema,
    errors: ["bad_request", "not_found", "run_ended", "upstream_refused", "outcome_unknown"],
  },
  stopTask: {
    method: "PUT",
    path: "/task/{taskId}/stop",
    operationId: "stopTask",
    summary: "Let no further runs of a task start",
    description:
      "The task is read again before this claims anything. stop_unconfirmed: the server said yes, and the task is still active, or could not be read again, so further runs may start. Asking again does no harm; a run that goes on is stopped on its own.",
    answer: shapes.doneSchema,
    errors: ["bad_request", "not_found", "stop_unconfirmed", "upstream_refused", "outcome_unknown"],
  },
  runRecording: {
    method: "GET",
    path: "/task/{taskId}/run/gif",
    operationId: "getTaskRunGif",
    summary: "The recording of a run",
    description:
      "The server is asked for completed runs only, at most once in ten seconds. pending may stay for ever: ask for a minute, then on demand. completed comes with an address that can be opened, else it is an error.",
    query: shapes.runQuerySchema,
    answer: shapes.recordingAnswerSchema,
    errors: ["bad_request", "not_found"],
  },
  toolInput: {
    method: "POST",
    path: "/task/{taskId}/run/tool-input",
    operationId: "submitToolInput",
    summary: "Answer the question a run waits with",
    description:
      "Success says that the run no longer waits with this question, which is waited for up to 20 seconds. answer_stale: it does not ask that (any more). answers_unsupported: this server refuses every answer. answer_unconfirmed: accepted, yet the run still waits. The answer is passed on and kept nowhere.",
    query: shapes.runQuerySchema,
    body: shapes.inputBodySchema,
    answer: shapes.doneSchema,
    errors: [
      "bad_request",
      "not_found",
      "answer_stale",
      "already_sent",
      "answers_unsupported",
      "answer_unconfirmed",
      "upstream_refused",
      "outcome_unknown",
    ],
  },
} as const satisfies Record<string, DocumentedCall>;
