/** Sends an answer to a tool call. */
import type { Answered } from "../contract/actions.ts";
import { fetchBody } from "./fetch-json.ts";

/** It comes once the question has gone from the status, or 20 s have passed. */
const TIME_LIMIT_MS = 80_000;

/** Whether a question can be answered: by an id that is one, also in an address. */
export const isAnswerable = (callId: string): boolean => !/^\.{0,2}$/.test(callId);

/**
 * Answers the open question of a run.
 * @param input to the letter what the agent is given
 * @throws ApiError
 */
export const answerToolCall = (
  taskId: string,
  runId: string,
  callId: string,
  input: string,
): Promise<Answered> => {
  const [task, run, call] = [taskId, runId, callId].map(encodeURIComponent);
  return fetchBody(`/api/tasks/${task}/runs/${run}/tool-calls/${call}`, {
    method: "POST",
    body: { input },
    timeLimitMs: TIME_LIMIT_MS,
  });
};
