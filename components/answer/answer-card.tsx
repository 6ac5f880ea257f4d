"use client";

import { latePart } from "@/components/ui/late-part";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AnswerLinkOffer } from "@/components/answer-link/answer-link-offer";
import { ToolCallCard } from "@/components/run/tool-call-card";
import { isAnswerable } from "@/lib/client/answer-actions";
import { useHydrated } from "@/lib/client/now";
import { askedOf } from "@/lib/client/run-banner";
import type { OwnAnswer, useAnswer } from "@/lib/client/use-answer";
import type { RunView } from "@/lib/contract/api";
import { AnswerFailure } from "./answer-failure";
import { AnswerForm } from "./answer-form";
import { AnswerNotice } from "./answer-notice";
import { AnswerHeld } from "./answer-held";

const ToolCallRead = latePart("the question", () =>
  import("@/components/run/tool-call-read").then((module) => module.ToolCallRead),
);

const NO_ID_NOTE =
  "This question has no id, so an answer to it could not be told from an answer to another. It can be answered by the program that created the task; or stop the run.";

type Held = "sent" | "unsupported" | "again" | null;

/** Why the form is not offered at once. What this tab knows of its own answer counts first. */
function heldBack({ requests, takesAnswers }: RunView, own: OwnAnswer | null): Held {
  const sentAtMs = requests.answerAt === null ? null : Date.parse(requests.answerAt);
  if (own?.kind === "sending") return null;
  if (own?.kind === "failed" && (sentAtMs === null || sentAtMs <= own.atMs)) {
    return own.problem.next;
  }
  if (sentAtMs !== null) return "sent";
  return takesAnswers ? null : "unsupported";
}

/**
 * The open question of a run, to be answered; and for a while what became of the answer, which
 * outlives it.
 * @param answer what this tab knows of its own
 */
export function AnswerCard({
  view,
  answer: { own, send, draft, dismiss },
}: {
  view: RunView;
  answer: ReturnType<typeof useAnswer>;
}) {
  const { toolCall } = view;
  const isAlive = useHydrated();
  const notice = useRef<HTMLDivElement>(null);
  const isGone = toolCall === null || own?.kind === "answered";
  const isOver = isGone && own !== null;
  useEffect(() => {
    // The keyboard stood in a form that is gone.
    if (isOver && document.activeElement === document.body) notice.current?.focus();
  }, [isOver]);
  if (isGone) return own && <AnswerNotice ref={notice} own={own} onDismiss={dismiss} />;
  if (!isAnswerable(toolCall.id)) {
    return <ToolCallRead call={toolCall} asked={askedOf(view)} note={NO_ID_NOTE} />;
  }
  return (
    // What is typed or pressed before the form is alive would be lost.
    <fieldset disabled={!isAlive} role="presentation" data-waking={!isAlive} className="contents">
      <Open
        key={`${view.runId} ${toolCall.id}`}
        view={view}
        call={toolCall}
        own={own}
        send={send}
        draft={draft}
      />
    </fieldset>
  );
}

type OpenProps = Pick<ReturnType<typeof useAnswer>, "own" | "send" | "draft"> & {
  view: RunView;
  call: NonNullable<RunView["toolCall"]>;
};

function Open({ view, call, own, send, draft }: OpenProps) {
  const [isRevealed, setRevealed] = useState(false);
  const card = useRef<HTMLElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const held = heldBack(view, own);
  const isHeld = held !== null && !isRevealed;
  const problem = own?.kind === "failed" ? own.problem : null;
  const { takesAnswers, task, runId } = view;
  // A poll that brings nothing new draws nothing of it anew.
  const offer = useMemo(
    () => takesAnswers && <AnswerLinkOffer taskId={task.id} runId={runId} call={call} />,
    [takesAnswers, task.id, runId, call],
  );
  // The same function at each poll, so that nothing of the form is drawn again.
  const onSend = useCallback(
    (input: string) => {
      setRevealed(false);
      void send(input);
    },
    [send],
  );
  useEffect(() => {
    if (isRevealed) {
      form.current?.querySelector<HTMLElement>(":is(input, select, textarea):enabled")?.focus();
    }
  }, [isRevealed]);
  useEffect(() => {
    const { activeElement } = document;
    const isLost = activeElement === document.body || form.current?.contains(activeElement);
    // The form was put away with the keyboard in it.
    if (isHeld && problem && isLost) card.current?.focus();
  }, [isHeld, problem]);
  return (
    <ToolCallCard ref={card} call={call} asked={askedOf(view)}>
      {isHeld && (
        <AnswerHeld why={held} view={view} problem={problem} onReveal={() => setRevealed(true)} />
      )}
      {/* Hidden rather than taken away: a password that was typed is nowhere else. */}
      <div ref={form} hidden={isHeld} className={isHeld ? undefined : "flex min-h-0 flex-col"}>
        <AnswerForm
          call={call}
          busy={own?.kind === "sending"}
          problem={problem && !isHeld && <AnswerFailure problem={problem} />}
          offer={offer}
          onSend={onSend}
          draft={draft}
        />
      </div>
    </ToolCallCard>
  );
}
