import "server-only";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import { type QuestionStanding, standingOf } from "@/lib/server/shares/answer-link-question";
import { endedBy, refuseWrongSecret } from "@/lib/server/shares/open-share";
import type { AnswerLinkRecord } from "@/lib/server/store/answer-links";

type Deps = Pick<Runtime, "store" | "clock">;

/** What was seen after an answer was sent; never what it said. */
const SINCE: Record<QuestionStanding, string> = {
  open: ". The agent has not been seen to go on with it.",
  continued: ", and the agent continued.",
  gone: ". The agent no longer asks this question; how it went on was not seen.",
  ended: ". The run has ended since.",
  superseded: ". Whether the agent took it cannot be seen: a newer run of the task started.",
  unseen: ". Whether the agent took it cannot be seen.",
};
const LOST =
  "Whether the agent still asks this question cannot be seen any more, so nothing can be answered through this link.";
/** Why a question is over, where the agent was not seen to go on. */
const OVER: Partial<Record<QuestionStanding, string>> = {
  superseded:
    "A newer run of the task started, and whether the agent still asks this question cannot be seen. Nothing can be answered through this link.",
  unseen: LOST,
  open: LOST,
};
const UNSUPPORTED =
  "The server behind this run cannot take answers, so nothing can be sent through this link.";
const EXPIRED = "The time of this link is over. Ask whoever sent it for a new one.";
const PAUSED = "Whoever sent it can open it again. This page goes on by itself then.";
const REVOKED = "Whoever sent this link took it back.";

async function standingNow(deps: Deps, { id }: AnswerLinkRecord): Promise<QuestionStanding> {
  const question = await deps.store.answerLinks.question(id);
  return question ? standingOf(deps, question) : "unseen";
}

/** Why a link that is over, or at rest, lets nobody answer. @throws AppError */
async function refuseShut(deps: Deps, link: AnswerLinkRecord): Promise<void> {
  const { ended_why: why, used_at: usedAt, ended_at: endedAt } = link;
  if (usedAt !== null && endedAt !== null) {
    const sent = why === "used" ? "An answer was sent" : "An answer may have been sent";
    const since = SINCE[await standingNow(deps, link)];
    throw new AppError("link_used", { message: `${sent}${since}` });
  }
  if (why === "question_over") {
    const message = OVER[await standingNow(deps, link)];
    throw new AppError("question_over", message === undefined ? {} : { message });
  }
  if (why === "unsupported") throw new AppError("share_ended", { message: UNSUPPORTED });
  if (await endedBy(deps, link)) {
    throw new AppError("share_ended", { message: why === "revoked" ? REVOKED : EXPIRED });
  }
  if (link.paused_at !== null) throw new AppError("share_paused", { message: PAUSED });
}

/**
 * The link that lets somebody answer. Its row is read anew each time, as a share's is.
 * @param authorization the header that carries the secret
 * @throws AppError `not_found` for an unknown id and a wrong secret alike; with the right one
 *   `link_used`, `question_over`, `share_ended`, `share_paused`
 */
export async function openAnswerLink(
  deps: Deps,
  id: string,
  authorization: string | null,
): Promise<AnswerLinkRecord> {
  const link = refuseWrongSecret(await deps.store.answerLinks.find(id), authorization);
  await refuseShut(deps, link);
  return link;
}
