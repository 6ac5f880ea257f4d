import "server-only";
import type { z } from "zod";
import type {
  AnswerLinkQuery,
  AnswerLinkStanding,
  CreatedAnswerLink,
  createAnswerLinkSchema,
} from "@/lib/contract/answer-links";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { isoOf } from "@/lib/server/runs/freshness";
import { getRunView } from "@/lib/server/runs/run-view";
import { takesAnswers } from "@/lib/server/runs/takes-answers";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import { endIfOver } from "@/lib/server/shares/answer-link-question";
import { learnName } from "@/lib/server/shares/create-share";
import { makeLink } from "@/lib/server/shares/make-link";
import { flagColumns } from "@/lib/server/shares/share-row";
import type { AnswerLinkRecord } from "@/lib/server/store/answer-links";

const HAS_ONE =
  "This question has a live link already. Revoke that one to make another: the answer is taken once.";

const NOT_ASKED = "The agent no longer asks this question, so there is nothing to answer.";

/** It shows nothing of the run but its question. */
const NOTHING = flagColumns({
  taskName: false,
  result: false,
  toolCalls: false,
  live: false,
  badge: false,
  card: false,
});

/** A question of the caller's that is open now. @throws AppError `answer_stale`, `answers_unsupported` */
async function openQuestion(
  running: Runtime,
  caller: Caller,
  { taskId, runId, callId }: AnswerLinkQuery,
) {
  const view = await getRunView(caller, taskId, runId, { limit: 1 });
  if (view.runId === null || view.toolCall?.id !== callId) {
    throw new AppError("answer_stale", { message: NOT_ASKED });
  }
  // As it is known now: a view may be a moment old.
  if (!(await takesAnswers(running, caller.owner))) throw new AppError("answers_unsupported");
  return { owner: caller.owner, taskId, runId: view.runId };
}

/**
 * Makes a link through which one person can answer this question, once, without a key.
 * @returns its address with the secret in the fragment: told this once, and stored nowhere
 * @throws AppError `not_found`, `answer_stale` when the question is not open, `answers_unsupported`,
 *   `share_limit` when it has a live link, `upstream_…`
 */
export async function createAnswerLink(
  caller: Caller,
  { expiresIn, ...asked }: z.output<typeof createAnswerLinkSchema>,
): Promise<CreatedAnswerLink> {
  const running = await runtime();
  const key = await openQuestion(running, caller, asked);
  await learnName(running, caller, key.taskId);
  const columns = {
    tool_call_id: asked.callId,
    label: null,
    ...NOTHING,
    sealed_key: running.shareKeys.seal(caller),
  };
  return makeLink(running, key, columns, { path: "a", expiresIn, most: 1, full: HAS_ONE });
}

function statusOf(link: AnswerLinkRecord) {
  if (link.used_at !== null) return "sending";
  if (link.paused_at === null) return "open";
  return link.paused_why === "key_rejected" ? "key_rejected" : "paused";
}

/** Which link a question of the caller's has, if one lives. */
export async function answerLinkOf(
  { owner }: Caller,
  { callId, ...run }: AnswerLinkQuery,
): Promise<AnswerLinkStanding> {
  const running = await runtime();
  const { store, clock } = running;
  await store.shares.endExpired(clock.now());
  const key = { owner, ...run };
  const before = await store.answerLinks.live(key, callId);
  const question = before && (await store.answerLinks.question(before.id));
  const link = question && (await endIfOver(running, question)) ? undefined : before;
  return {
    link: link
      ? {
          id: link.id,
          createdAt: isoOf(link.created_at),
          expiresAt: isoOf(link.expires_at),
          status: statusOf(link),
        }
      : null,
    isLocal: env().local,
  };
}
