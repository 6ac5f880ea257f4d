import { CircleCheck, CircleX, LoaderCircle, X } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ANSWERED_WORDS, goneWords, SENT_WORDS } from "@/lib/client/answer-words";
import type { OwnAnswer } from "@/lib/client/use-answer";

/** What became of an answer, in the place of the question that has gone. */
export function AnswerNotice({
  ref,
  own,
  onDismiss,
}: {
  ref: Ref<HTMLDivElement>;
  own: OwnAnswer;
  onDismiss: () => void;
}) {
  const close = (
    <Button look="quiet" size="small-icon" onClick={onDismiss} aria-label="Close this notice">
      <X aria-hidden />
    </Button>
  );
  return (
    <div ref={ref} tabIndex={-1} role="status" data-testid="answer-notice" className="rounded-lg">
      <Words own={own} close={close} />
    </div>
  );
}

function Words({ own, close }: { own: OwnAnswer; close: ReactNode }) {
  if (own.kind === "sending") {
    return (
      <Notice icon={<LoaderCircle className="animate-spin" aria-hidden />} title={SENT_WORDS}>
        The question has gone from the status.
      </Notice>
    );
  }
  if (own.kind === "answered") {
    return (
      <Notice
        icon={<CircleCheck className="text-completed" aria-hidden />}
        title={ANSWERED_WORDS[own.outcome]}
        action={close}
      >
        {own.outcome === "continued"
          ? "It no longer asks this question."
          : "It ended after your answer was sent."}
      </Notice>
    );
  }
  const { title, text } = goneWords(own.problem);
  return (
    <Notice icon={<CircleX aria-hidden />} title={title} action={close}>
      {text}
    </Notice>
  );
}
