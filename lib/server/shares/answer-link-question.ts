import "server-only";
import { isEnded } from "@/lib/run/state";
import { toolCallOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import type { RecordedQuestion } from "@/lib/server/store/answer-links";

/** More links than anybody has open at once. */
const MOST = 1_000;
/** An answer that was under way for so long has left nobody to tell how it went. */
const SENT_MS = 70_000;

type Deps = Pick<Runtime, "store" | "clock">;

/** What has become of a question, by what was recorded of its run. */
export type QuestionStanding = "open" | "continued" | "ended";

/** @returns `continued` also when the agent asks something else by now */
export function standingOf({ link, runState, newestCall }: RecordedQuestion): QuestionStanding {
  if (isEnded(runState)) return "ended";
  const isAsked = newestCall !== null && toolCallOf(newestCall).id === link.tool_call_id;
  return runState === "waiting" && isAsked ? "open" : "continued";
}

/** Ends a link where nothing can be answered through it any more. @returns whether it ended now */
export async function endIfOver(
  { store, clock }: Deps,
  question: RecordedQuestion,
): Promise<boolean> {
  const { id, used_at: usedAt, ended_at: endedAt } = question.link;
  const now = clock.now();
  if (endedAt !== null) return false;
  // What is under way tells by itself how it went, unless its process is gone.
  const isOver = usedAt === null ? standingOf(question) !== "open" : now - usedAt > SENT_MS;
  if (isOver) await store.answerLinks.end(id, now, usedAt === null ? "question_over" : "used");
  return isOver;
}

/** The same of all links, whether or not anybody opens them: their keys are to be forgotten. */
export async function endOverQuestions(deps: Deps): Promise<void> {
  for (const question of await deps.store.answerLinks.questions(MOST)) {
    await endIfOver(deps, question);
  }
}
