import "server-only";
import { answerToolCall } from "@/lib/server/actions/answer";
import { AppError } from "@/lib/server/errors";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

type Input = { input: string; toolCallId?: string | null | undefined };

/**
 * Answers a question of a run, or the one that is open. An answer without the question's id would
 * be taken by some servers and dropped, so it never goes without.
 * @param runId undefined for the most recent run
 * @throws AppError `answer_stale` when nothing is asked, and whatever answering throws
 */
export async function giveInput(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string | undefined,
  { input, toolCallId }: Input,
): Promise<void> {
  const run = runId ?? "latest";
  const callId = toolCallId ?? (await openQuestion(running, caller, taskId, run));
  await answerToolCall(running, caller, { taskId, runId: run, callId }, input);
}

async function openQuestion(
  running: Runtime,
  caller: Reader,
  taskId: string,
  run: string,
): Promise<string> {
  const watch = await lookAt(running, caller, taskId, run);
  const runId = await resolveRun(running, caller, watch, run);
  const open = () =>
    runId !== null && watch.newest?.runId === runId ? watch.newest.sample?.toolCall : null;
  if (!open()) await watch.refresh();
  const question = open();
  if (!question) {
    throw new AppError("answer_stale", {
      message: "The run asks nothing at the moment, so the answer was not taken.",
    });
  }
  if (question.id === "") {
    throw new AppError("answers_unsupported", {
      message: "The question has no id, so an answer to it cannot be sent.",
    });
  }
  return question.id;
}
