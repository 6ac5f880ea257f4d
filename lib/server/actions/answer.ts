import "server-only";
import type { Answered } from "@/lib/contract/actions";
import type { RunState } from "@/lib/contract/api";
import { isEnded, runState } from "@/lib/run/state";
import { noted } from "@/lib/server/actions/noted";
import { waitUntil } from "@/lib/server/actions/wait-until";
import { AppError } from "@/lib/server/errors";
import type { Watch } from "@/lib/server/recorder/watch";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RequestRecord } from "@/lib/server/store/requests";
import { writeFailure, refusalOf } from "@/lib/server/upstream/answer";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** So long the run may go on waiting before that is told (ui.md, Tool call). */
const CONFIRM_MS = 20_000;
/** The longest an answer takes to be told how it went: queue, two calls, and the wait. */
export const ANSWER_DEADLINE_MS = 75_000;

const MISMATCH = "Tool call ID mismatch";

type Question = { taskId: string; runId: string; callId: string };

const openCallOf = (watch: Watch, runId: string): string | null =>
  watch.newest?.runId === runId ? (watch.newest.sample?.toolCall?.id ?? null) : null;

/**
 * Whether the question is open, by calls of our own: the newest run is asked for before the status
 * and after it, since the status names none (upstream.md point 7).
 */
async function isStillAsked(
  client: UpstreamClient,
  { taskId, runId, callId }: Question,
): Promise<boolean> {
  const newest = async () => (await client.runs(taskId, 1, 1)).rows[0]?.id;
  if ((await newest()) !== runId) return false;
  const { sample } = await client.status(taskId, runId);
  const isOpen = sample.toolCall?.id === callId && !isEnded(runState(sample));
  return isOpen && (await newest()) === runId;
}

/**
 * Sends an answer, and says it was sent only as far as the server did (upstream.md point 12).
 * @throws AppError `answer_stale`, `answers_unsupported`, `upstream_refused`, or with `mayBeDone` of
 *   the upstream
 */
async function send(
  running: Runtime,
  { owner }: Reader,
  question: Question,
  input: string,
): Promise<void> {
  const desk = running.recorder.desk(owner);
  const client = running.recorder.client(owner, {}, { taskId: question.taskId, fence: null });
  if (!client) throw new AppError("signed_out");
  try {
    await client.toolInput(question.taskId, question.runId, input, question.callId);
    desk.takesAnswers = true;
  } catch (error) {
    if (!refusalOf(error)?.includes(MISMATCH)) throw writeFailure(error);
    const isAsked = await isStillAsked(client, question).catch(() => {
      // Whatever the reason, the server did not take the answer.
      throw writeFailure(error);
    });
    if (!isAsked) throw new AppError("answer_stale");
    desk.takesAnswers = false;
    throw new AppError("answers_unsupported", { cause: error });
  }
}

/**
 * What the status has shown since a question was answered; null while it is still open, and when a
 * newer run hides it.
 */
async function seenSince(
  running: Runtime,
  { owner }: Reader,
  watch: Watch,
  { taskId, runId, callId }: Question,
): Promise<Answered["outcome"] | null> {
  const isNewest = () => watch.newest?.runId === runId;
  const isOpen = () => {
    const sample = watch.newest?.sample ?? null;
    return sample === null || sample.toolCall?.id === callId;
  };
  await waitUntil(running, watch, CONFIRM_MS, () => !isNewest() || !isOpen());
  const run = await running.store.runs.find({ owner, taskId, runId });
  if (run && isEnded(run.state as RunState)) return "ended";
  return isNewest() && !isOpen() ? "continued" : null;
}

/**
 * Answers the open question of a run. What was said is passed on and kept nowhere.
 * @param who for the timeline: the owner, or whoever has a link to this question
 * @returns once the status no longer shows the question
 * @throws AppError `answer_stale`, `already_sent`, `answers_unsupported`, `upstream_refused`,
 *   `answer_unconfirmed` when the run still waits after 20 s, or of the upstream
 */
export async function answerToolCall(
  running: Runtime,
  caller: Reader,
  question: Question,
  input: string,
  who: RequestRecord["who"] = "you",
): Promise<Answered> {
  const { recorder } = running;
  const { taskId, callId } = question;
  const { answering } = recorder.desk(caller.owner);
  const watch = await lookAt(running, caller, taskId, question.runId);
  const runId = await resolveRun(running, caller, watch, question.runId);
  if (runId === null) throw new AppError("not_found");
  if (openCallOf(watch, runId) !== callId) await watch.refresh();
  if (openCallOf(watch, runId) !== callId) throw new AppError("answer_stale");
  const named = { taskId, runId, callId };
  const flight = `${taskId} ${runId} ${callId}`;
  // Two tabs, or a link and its owner, may answer at once: the agent is given one answer.
  if (answering.has(flight)) throw new AppError("already_sent");
  answering.add(flight);
  const request = {
    owner: caller.owner,
    taskId,
    runId,
    kind: "answer" as const,
    toolCallId: callId,
  };
  try {
    const lost = await noted(running, request, who, () => send(running, caller, named, input)).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AppError && error.mayBeDone) return error;
        throw error;
      },
    );
    const outcome = await seenSince(running, caller, watch, named);
    if (outcome === null) throw lost ?? new AppError("answer_unconfirmed");
    return { outcome };
  } finally {
    answering.delete(flight);
  }
}
