"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Opener } from "@/components/ui/opener";
import { readFormInput } from "@/lib/client/form-input";
import { lazyPart } from "@/lib/client/lazy-part";
import type { RunView } from "@/lib/contract/api";

const DIALOG = lazyPart(() => import("./answer-link-dialog"));

/** Beneath an open question: lets its owner have somebody else answer, or says why not. */
export function AnswerLinkOffer({ view }: { view: RunView }) {
  const { task, runId, toolCall, takesAnswers } = view;
  const [open, setOpen] = useState(false);
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
    <Opener
      part={DIALOG}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" className="-ml-2 shrink">
          <MessageCircleQuestionMark aria-hidden />
          Let somebody else answer…
        </Button>
      }
    >
      {({ AnswerLinkDialog }, opening) => (
        <AnswerLinkDialog
          question={{ taskId: task.id, runId, callId: toolCall.id }}
          heading={heading}
          opening={opening}
        />
      )}
    </Opener>
  );
}
