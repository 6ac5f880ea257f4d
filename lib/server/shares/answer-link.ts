import "server-only";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import { type QuestionStanding, standingOf } from "@/lib/server/shares/answer-link-question";
import { isOver, refuseWrongSecret } from "@/lib/server/shares/open-share";
import type { AnswerLinkRecord } from "@/lib/server/store/answer-links";

type Deps = Pick<Runtime, "store" | "clock">;

/** What was sent, and what was seen of it; never what it said. */
const USED: Record<QuestionStanding, string> = {
  open: "An answer was sent. The agent has not been seen to go on with it.",
  continued: "An answer was sent, and the agent continued.",
  ended: "An answer was sent. The run has ended since.",
};
const UNSUPPORTED =
  "The server behind this run cannot take answers, so nothing can be sent through this link.";
const EXPIRED = "The time of this link is over. Ask whoever sent it for a new one.";
const PAUSED = "Whoever sent it can open it again. This page goes on by itself then.";
const REVOKED = "Whoever sent this link took it back.";

/** Why a link that is over, or at rest, lets nobody answer. @throws AppError */
async function refuseShut({ store, clock }: Deps, link: AnswerLinkRecord): Promise<void> {
  const { ended_why: why, used_at: usedAt, ended_at: endedAt } = link;
  if (usedAt !== null && endedAt !== null) {
    const question = await store.answerLinks.question(link.id);
    throw new AppError("link_used", { message: USED[question ? standingOf(question) : "open"] });
  }
  if (why === "question_over") throw new AppError("question_over");
  if (why === "unsupported") throw new AppError("share_ended", { message: UNSUPPORTED });
  if (isOver(link, clock.now())) {
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
