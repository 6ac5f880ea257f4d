import "server-only";
import type { Answered } from "@/lib/contract/actions";
import type { Question } from "@/lib/contract/answer-links";
import type { ErrorCode } from "@/lib/contract/errors";
import { ANSWER_DEADLINE_MS, answerToolCall } from "@/lib/server/actions/answer";
import { env } from "@/lib/server/env";
import { AppError, toAppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Watch } from "@/lib/server/recorder/watch";
import { isoOf } from "@/lib/server/runs/freshness";
import { lookAt } from "@/lib/server/runs/look-at";
import { toolCallOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import { openAnswerLink } from "@/lib/server/shares/answer-link";
import {
  endIfOver,
  isNewestCall,
  runKeyOf,
  wasAccepted,
} from "@/lib/server/shares/answer-link-question";
import { knownIds } from "@/lib/server/shares/known-ids";
import { strangersCall } from "@/lib/server/shares/shared-view";
import { textCleaner } from "@/lib/server/shares/text-cleaner";
import type { AnswerLinkRecord } from "@/lib/server/store/answer-links";

/** Within this most answers are told how they went; a link has to be settled besides. */
export const LINK_DEADLINE_MS = ANSWER_DEADLINE_MS + 5_000;

const CANNOT_ASK =
  "Runboard cannot reach the run in the name of whoever sent this link. They have to sign in to Runboard again.";
const NOT_TAKEN = "Your answer was not taken.";
const NOT_SUPPORTED =
  "The server behind this run cannot take answers: it refused this one. Tell whoever sent you the link.";
const NOT_GONE_ON =
  "The answer was sent and accepted, but the agent has not been seen to go on with it. It is not sent twice.";
const NOT_SEEN =
  "The answer was sent and accepted, but the run cannot be seen at the moment, so nobody knows whether it went on. It is not sent twice.";
const NOT_CONFIRMED =
  "The answer may have been sent: nothing confirmed that it arrived. It is not sent twice; tell whoever sent you the link.";

/** The link, with the owner's key at hand: they may have signed out. @throws AppError `share_paused` */
async function open(
  running: Runtime,
  id: string,
  authorization: string | null,
): Promise<AnswerLinkRecord> {
  const link = await openAnswerLink(running, id, authorization);
  await running.shareKeys.ready(link);
  if (running.recorder.keyring.get(link.owner, link.task_id) === null) {
    // A link that has ended meanwhile has no key either.
    await openAnswerLink(running, id, authorization);
    throw new AppError("share_paused", { message: CANNOT_ASK });
  }
  return link;
}

/** Ends a link whose question is no longer the newest run's, or not open by what was recorded. */
async function endOver(running: Runtime, { id, run_id: runId }: AnswerLinkRecord, watch: Watch) {
  const { store, clock, shareKeys } = running;
  const question = await store.answerLinks.question(id);
  if (!question) return undefined;
  const isSuperseded = (watch.newest?.runId ?? runId) !== runId;
  const isUnused = question.link.used_at === null;
  if (isSuperseded && isUnused) await store.answerLinks.end(id, clock.now(), "question_over");
  if ((isSuperseded && isUnused) || (await endIfOver(running, question))) await shareKeys.refresh();
  return question;
}

/**
 * What somebody with a link is asked. Reading it keeps the run watched closely.
 * @param isOpening whether somebody opens the link, as opposed to a page reading on
 * @throws AppError as `openAnswerLink`
 */
export async function getQuestion(
  running: Runtime,
  id: string,
  authorization: string | null,
  isOpening: boolean,
): Promise<Question> {
  const { store, clock } = running;
  const opened = await open(running, id, authorization);
  const key = runKeyOf(opened);
  const watch = await lookAt(running, key, key.taskId, key.runId);
  const question = await endOver(running, opened, watch);
  // It may be over by that, or was revoked meanwhile.
  const link = await openAnswerLink(running, id, authorization);
  // While an answer is under way the agent may ask the next one already: that is the owner's.
  if (!question?.newestCall || !isNewestCall(question)) throw new AppError("question_over");
  if (isOpening) {
    await store.shares
      .noteView(id, clock.now())
      .catch((thrown: unknown) => void logFailure("a view could not be counted", thrown));
  }
  const clean = textCleaner(await knownIds(running, key), env());
  return {
    state: link.used_at === null ? "open" : "sending",
    question: strangersCall(toolCallOf(question.newestCall), clean),
    expiresAt: isoOf(link.expires_at),
  };
}

/** Failures of an answer with which it is certain that none was given. */
const NOTHING_DONE = new Set<ErrorCode>([
  "answer_stale",
  "answers_unsupported",
  "already_sent",
  "upstream_refused",
  "not_found",
  "key_rejected",
  "signed_out",
  "rate_limited",
  "upstream_unreachable",
  "upstream_busy",
  "upstream_timeout",
  "upstream_error",
]);

const isNothingDone = (error: AppError): boolean =>
  !error.mayBeDone && NOTHING_DONE.has(error.code);

/**
 * Answers the question of a link. It lets one answer through: it is taken before anything is sent,
 * and given back only where it is certain that nothing was.
 * @param admit holds up whoever tries too often; only the right secret gets as far
 * @throws AppError as `openAnswerLink`; `already_sent`; `answers_unsupported`, which ends the link;
 *   `answer_unconfirmed` when the answer may have arrived; else of the upstream, and it may be tried
 *   again
 */
export async function answerThroughLink(
  running: Runtime,
  id: string,
  authorization: string | null,
  input: string,
  admit: () => Promise<void>,
): Promise<Answered> {
  const { store, clock, shareKeys } = running;
  const link = await open(running, id, authorization);
  await admit();
  const claimedAtMs = clock.now();
  if (!(await store.answerLinks.claim(id, claimedAtMs))) {
    await openAnswerLink(running, id, authorization);
    throw new AppError("already_sent");
  }
  const giveBack = () => store.answerLinks.release(id, claimedAtMs, link.sealed_key);
  const use = async (why: "used" | "unconfirmed") => {
    await store.answerLinks
      .use(id, claimedAtMs, clock.now(), why)
      .catch((thrown: unknown) => void logFailure("a used link stays", thrown));
    await shareKeys.refresh();
  };
  const key = runKeyOf(link);
  const question = { taskId: key.taskId, runId: key.runId, callId: link.tool_call_id };
  try {
    const answered = await answerToolCall(running, key, question, input, "link");
    await use("used");
    return answered;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === "answers_unsupported") {
      await giveBack();
      await store.answerLinks.end(id, clock.now(), "unsupported");
      await shareKeys.refresh();
      throw new AppError("answers_unsupported", { message: NOT_SUPPORTED });
    }
    if (!isNothingDone(error)) {
      const isSent = await wasAccepted(running, { ...link, used_at: claimedAtMs }).catch(
        () => false,
      );
      await use(isSent ? "used" : "unconfirmed");
      const accepted = error.code === "answer_unconfirmed" ? NOT_GONE_ON : NOT_SEEN;
      const message = isSent ? accepted : NOT_CONFIRMED;
      throw new AppError("answer_unconfirmed", { message, mayBeDone: true });
    }
    await giveBack();
    throw await whyNot(running, link, authorization, error);
  }
}

/** Why nothing was sent, for somebody who is not the owner, and can do nothing about a key. */
async function whyNot(
  running: Runtime,
  link: AnswerLinkRecord,
  authorization: string | null,
  error: AppError,
): Promise<AppError> {
  const { recorder } = running;
  if (error.code === "key_rejected") await recorder.forgetKey(link.owner);
  const watch = recorder.watch(link.owner, link.task_id);
  await endOver(running, link, watch);
  await openAnswerLink(running, link.id, authorization).catch((thrown: unknown) => {
    const why = toAppError(thrown);
    if (why.code !== "question_over") throw why;
    throw new AppError(why.code, { message: `${why.message} ${NOT_TAKEN}` });
  });
  if (error.code === "signed_out") return new AppError("share_paused", { message: CANNOT_ASK });
  // The question could not be looked at, which says nothing of whether it is open.
  const isUnseen = error.code === "answer_stale" && watch.failure !== null;
  // Without its cause: what the server says of an answer may repeat it, and that is not to be logged.
  return new AppError(isUnseen ? watch.failure.code : error.code, {
    retryAfterMs: error.retryAfterMs ?? undefined,
  });
}
