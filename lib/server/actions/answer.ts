import "server-only";
import type { Answered } from "@/lib/contract/actions";
import type { RunState } from "@/lib/contract/api";
import type { RawStatus, UpstreamSample } from "@/lib/contract/upstream";
import { isEnded, runState } from "@/lib/run/state";
import { noted } from "@/lib/server/actions/noted";
import { waitUntil } from "@/lib/server/actions/wait-until";
import { AppError, toAppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Watch } from "@/lib/server/recorder/watch";
import { askingClient } from "@/lib/server/runs/asking-client";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RequestRecord } from "@/lib/server/store/requests";
import { refusalOf, refusedWith, writeFailure } from "@/lib/server/upstream/answer";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/** So long the run may go on waiting before that is told (ui.md, Tool call). */
const CONFIRM_MS = 20_000;
/** Where no answer came to what was sent, this is all the time there is, the sending included. */
const LOST_MS = 10_000;
/** Within this most answers are told how they went; what takes longer goes on all the same. */
export const ANSWER_DEADLINE_MS = 75_000;

const MISMATCH = "Tool call ID mismatch";

type Question = { taskId: string; runId: string; callId: string };

const openCallOf = (watch: Watch, runId: string): string | null =>
  watch.newest?.runId === runId ? (watch.newest.sample?.toolCall?.id ?? null) : null;

/**
 * How the question stands, by calls of our own: the newest run is asked for before the status and
 * after it, since the status names none (upstream.md point 7).
 * @returns `altered` when its id is not to the letter what can be sent; null when it is not to be
 *   seen
 */
async function standingOf(
  client: UpstreamClient,
  { taskId, runId, callId }: Question,
): Promise<"asked" | "altered" | "gone" | null> {
  const isNewest = async () => (await client.runs(taskId, 1, 1)).rows[0]?.id === runId;
  if (!(await isNewest())) return null;
  const { sample, raw } = await client.status(taskId, runId);
  if (!(await isNewest())) return null;
  if (!isOpenIn(sample, callId)) return "gone";
  return rawIdOf(raw) === callId ? "asked" : "altered";
}

const rawIdOf = ({ toolCall }: RawStatus): unknown =>
  typeof toolCall === "object" && toolCall !== null && "toolCallId" in toolCall
    ? toolCall.toolCallId
    : null;

/** Whether a question is open in a sample; one that waits with what cannot be read may be it. */
function isOpenIn(sample: UpstreamSample, callId: string): boolean {
  const state = runState(sample);
  const id = sample.toolCall?.id ?? "";
  return !isEnded(state) && (id === callId || (state === "waiting" && id === ""));
}

/** The server may repeat in its words what was answered, which nobody may log. */
const withoutWords = ({ code, message, mayBeDone, retryAfterMs }: AppError): AppError =>
  new AppError(code, {
    message,
    mayBeDone,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    cause: new Error("the server's words are left out: they may hold the answer"),
  });

/**
 * Sends an answer, and says it was sent only as far as the server did (upstream.md point 12).
 * @throws AppError `answer_stale`, `answers_unsupported`, `upstream_refused`, or with `mayBeDone` of
 *   the upstream
 */
async function send(
  running: Runtime,
  caller: Reader,
  question: Question,
  input: string,
): Promise<void> {
  const { answerRefusals } = running.store;
  const client = askingClient(running, caller, question.taskId);
  try {
    await client.toolInput(question.taskId, question.runId, input, question.callId);
  } catch (error) {
    const failure = withoutWords(toAppError(writeFailure(error)));
    if (refusalOf(error) === null || failure.mayBeDone) throw failure;
    // Whatever the reason, the server did not take it: maybe it no longer asks.
    const standing = await standingOf(client, question).catch(() => null);
    if (standing === "gone") throw new AppError("answer_stale");
    if (standing !== "asked" || !refusedWith(error, MISMATCH)) throw failure;
    await answerRefusals.note(caller.owner, running.clock.now());
    throw new AppError("answers_unsupported");
  }
}

/**
 * What the status has shown since a question was answered.
 * @throws AppError `answer_unconfirmed` when it was seen to be open still, else `outcome_unknown`
 */
async function seenSince(
  running: Runtime,
  { owner }: Reader,
  watch: Watch,
  { taskId, runId, callId }: Question,
  withinMs: number,
): Promise<Answered["outcome"]> {
  const { store, clock } = running;
  const sentAtMs = clock.now();
  const isNewest = () => watch.newest?.runId === runId;
  const sample = () => watch.newest?.sample ?? null;
  const isOpen = () => {
    const seen = sample();
    return seen === null || isOpenIn(seen, callId);
  };
  await waitUntil(running, watch, withinMs, () => !isNewest() || !isOpen());
  const run = await store.runs.find({ owner, taskId, runId });
  const seen = isNewest() ? sample() : null;
  if (run && isEnded(run.state as RunState)) return "ended";
  if (seen && !isOpen()) return isEnded(runState(seen)) ? "ended" : "continued";
  const wasSeen = seen !== null && (watch.observedAtMs ?? 0) > sentAtMs;
  if (wasSeen) throw new AppError("answer_unconfirmed");
  throw new AppError("outcome_unknown", {
    message:
      "The server accepted the answer, but the run cannot be seen at the moment, so nobody knows whether it went on.",
    mayBeDone: true,
  });
}

/**
 * Answers the open question of a run. What was said is passed on and kept nowhere.
 * @param who for the timeline: the owner, or whoever has a link to this question
 * @returns once the status no longer shows the question
 * @throws AppError `answer_stale`, `already_sent`, `answers_unsupported`, `upstream_refused`,
 *   `answer_unconfirmed` when the run still waits after 20 s, `outcome_unknown` when that cannot be
 *   seen or, after 10 s, no answer came that says whether it was taken; or of the upstream
 */
export async function answerToolCall(
  running: Runtime,
  caller: Reader,
  question: Question,
  input: string,
  who: RequestRecord["who"] = "you",
): Promise<Answered> {
  const { taskId, callId } = question;
  const watch = await lookAt(running, caller, taskId, question.runId);
  const runId = await resolveRun(running, caller, watch, question.runId);
  if (runId === null) throw new AppError("not_found");
  if (openCallOf(watch, runId) !== callId) await watch.refresh();
  if (openCallOf(watch, runId) !== callId) throw new AppError("answer_stale");
  const { owner } = caller;
  const named = { taskId, runId, callId };
  const begunMs = running.clock.monotonicMs();
  const leftMs = () => Math.max(0, begunMs + LOST_MS - running.clock.monotonicMs());
  const request = { owner, taskId, runId, kind: "answer" as const, toolCallId: callId };
  return noted(
    running,
    // Two tabs, or a link and its owner, may answer at once: the agent is given one answer.
    { request, who },
    () => send(running, caller, named, input),
    async (lost) => {
      if (lost === null) await takesAnswers(running, caller);
      try {
        const withinMs = lost ? leftMs() : CONFIRM_MS;
        return { outcome: await seenSince(running, caller, watch, named, withinMs) };
      } catch (error) {
        throw lost ?? error;
      }
    },
  );
}

/** The server takes answers after all. */
async function takesAnswers({ store }: Runtime, { owner }: Reader): Promise<void> {
  try {
    await store.answerRefusals.forget(owner);
  } catch (thrown) {
    logFailure("that a server takes answers could not be stored", thrown);
  }
}
