"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { Button } from "@/components/ui/button";
import { readFormInput } from "@/lib/client/form-input";
import type { RunView } from "@/lib/contract/api";
import { AnswerLinkDialog } from "./answer-link-dialog";

/** Beneath an open question: lets its owner have somebody else answer, or says why not. */
export function AnswerLinkOffer({ view }: { view: RunView }) {
  const { task, runId, toolCall, takesAnswers } = view;
  if (!toolCall || !runId) return null;
  if (!takesAnswers) {
    return (
      <p>
        A link for somebody else to answer is not offered: this server refused an answer to the very
        question it asks, so it would refuse theirs too.
      </p>
    );
  }
  const heading = readFormInput(toolCall.parameters)?.heading || `Tool ${toolCall.name}`;
  return (
    <AnswerLinkDialog
      question={{ taskId: task.id, runId, callId: toolCall.id }}
      heading={heading}
      trigger={
        <Button look="quiet" className="-ml-2 shrink">
          <MessageCircleQuestionMark aria-hidden />
          Let somebody else answer…
        </Button>
      }
    />
  );
}
