/** What is done with runs and tasks. Every one throws ApiError. */
import type { RunStopped, TaskStopped } from "../contract/actions.ts";
import { fetchBody } from "./fetch-json.ts";

/** Longer than our server takes at most, so that its answer comes first. */
const TIME_LIMIT_MS = 60_000;

const taskPath = (taskId: string) => `/api/tasks/${encodeURIComponent(taskId)}`;

/** Asks for one run to be stopped. @throws ApiError */
export const stopRun = (taskId: string, runId: string): Promise<RunStopped> =>
  fetchBody(`${taskPath(taskId)}/runs/${encodeURIComponent(runId)}/stop`, {
    method: "PUT",
    timeLimitMs: TIME_LIMIT_MS,
  });

/** Asks that no further run of a task start. @throws ApiError */
export const stopTask = (taskId: string): Promise<TaskStopped> =>
  fetchBody(`${taskPath(taskId)}/stop`, { method: "PUT", timeLimitMs: TIME_LIMIT_MS });
