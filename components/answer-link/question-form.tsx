"use client";

import { CircleX, Hand, LoaderCircle } from "lucide-react";
import { AnswerForm } from "@/components/answer/answer-form";
import { SharedExpiry } from "@/components/share/shared-expiry";
import { Notice } from "@/components/ui/notice";
import { readFormInput } from "@/lib/client/form-input";
import type { LinkAnswer } from "@/lib/client/use-answer-link";
import type { Question } from "@/lib/contract/answer-links";

/** Room for a thumb: the same form as on the run page, with larger targets. */
const FOR_THUMBS =
  "[&_button]:min-h-11 [&_input:not([type=checkbox]):not([type=radio])]:min-h-11 [&_select]:min-h-11 [&_label:has(input)]:min-h-11 [&_label:has(input)]:items-center [&_input:is([type=checkbox],[type=radio]):not([role=switch])]:mt-0 [&_input:is([type=checkbox],[type=radio]):not([role=switch])]:size-5";

/** What a question is called. */
export const questionTitle = ({ question }: Question): string =>
  readFormInput(question.parameters)?.heading || `The agent asks: ${question.name}`;

/**
 * The question, and the form to answer it with.
 * @param id of the link: the question's own is not told
 * @param isStale whether it could not be read again lately
 */
export function QuestionForm({
  id,
  view,
  own,
  isStale,
  onSend,
}: {
  id: string;
  view: Question;
  own: LinkAnswer | null;
  isStale: boolean;
  onSend: (input: string) => void;
}) {
  const { question, state, expiresAt } = view;
  const problem = own?.is === "failed" ? own.problem : null;
  const isElsewhere = state === "sending" && own === null;
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-4 px-3 py-6 sm:px-4 sm:py-10">
      <header className="flex flex-col gap-1">
        <p className="inline-flex items-center gap-1.5 text-xs font-medium text-waiting">
          <Hand className="size-3.5" aria-hidden />
          An agent waits for your answer
        </p>
        <h1 className="text-xl font-semibold text-balance wrap-anywhere">{questionTitle(view)}</h1>
      </header>
      <div role="status" className="empty:hidden">
        {isElsewhere && (
          <Notice icon={<LoaderCircle aria-hidden />} title="Somebody is answering right now">
            This link takes one answer.
          </Notice>
        )}
        {isStale && !isElsewhere && (
          <Notice title="Runboard cannot be reached at the moment">
            This page keeps trying. The question may have changed meanwhile.
          </Notice>
        )}
      </div>
      <div data-testid="question" className={FOR_THUMBS}>
        <AnswerForm
          call={{ id, ...question }}
          busy={own?.is === "sending"}
          problem={
            problem && (
              <Notice tone="failed" icon={<CircleX aria-hidden />} title={problem.title}>
                {problem.text}
              </Notice>
            )
          }
          onSend={onSend}
        />
      </div>
      <p className="border-t border-line pt-3 text-xs text-pretty text-muted">
        Your answer goes to the agent and is not kept here. This link takes one answer and{" "}
        <SharedExpiry expiresAt={expiresAt} />.
      </p>
    </div>
  );
}
