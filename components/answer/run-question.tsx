"use client";

import { latePart } from "@/components/ui/late-part";
import { useAnswer } from "@/lib/client/use-answer";
import type { RunView } from "@/lib/contract/api";

/** Needed while there is a question, or something to tell of one; it is in the page then. */
const AnswerCard = latePart("the question", () =>
  import("./answer-card").then((module) => module.AnswerCard),
);

/**
 * The open question of a run, or what became of this tab's answer; nothing where there is neither.
 * @param owner whose drafts are kept in this tab
 */
export function RunQuestion({ view, owner }: { view: RunView; owner: string }) {
  const answer = useAnswer(view, owner);
  if (!view.toolCall && !answer.own) return null;
  return <AnswerCard view={view} answer={answer} />;
}
