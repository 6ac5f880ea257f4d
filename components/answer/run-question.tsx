"use client";

import { latePart } from "@/components/ui/late-part";
import { useAnswer } from "@/lib/client/use-answer";
import { useLostQuestion } from "@/lib/client/use-lost-question";
import type { RunView } from "@/lib/contract/api";

const LostQuestion = latePart("the notice", () =>
  import("./lost-question").then((module) => module.LostQuestion),
);

/** Needed while there is a question, or something to tell of one; it is in the page then. */
const AnswerCard = latePart(
  "the question",
  () => import("./answer-card").then((module) => module.AnswerCard),
  {
    // About as tall as most questions are: what is below them is not to jump.
    loading: <p className="h-96 text-muted">Loading the question…</p>,
  },
);

/**
 * The open question of a run, or what became of this tab's answer; nothing where there is neither.
 * @param owner whose drafts are kept in this tab
 */
export function RunQuestion({ view, owner }: { view: RunView; owner: string }) {
  const answer = useAnswer(view, owner);
  const { lost, dismiss, listeners } = useLostQuestion(
    view.toolCall?.id ?? null,
    answer.own !== null,
  );
  const isCard = view.toolCall !== null || answer.own !== null;
  if (!isCard && !lost) return null;
  return (
    <div {...listeners}>
      {lost && <LostQuestion key={`${lost} ${view.toolCall?.id}`} is={lost} onDismiss={dismiss} />}
      {isCard && <AnswerCard view={view} answer={answer} />}
    </div>
  );
}
