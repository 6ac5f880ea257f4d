"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Opener } from "@/components/ui/opener";
import { readFormInput } from "@/lib/client/form-input";
import { lazyPart } from "@/lib/client/lazy-part";
import type { RunView } from "@/lib/contract/api";

const DIALOG = lazyPart(() => import("./answer-link-dialog"));

/** Beside the button of an open question: lets its owner have somebody else answer. */
export function AnswerLinkOffer({ view: { task, runId, toolCall } }: { view: RunView }) {
  const [open, setOpen] = useState(false);
  if (!toolCall || !runId) return null;
  const heading = readFormInput(toolCall.parameters)?.heading || `Tool ${toolCall.name}`;
  return (
    <Opener
      part={DIALOG}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="large" className="w-full sm:-mr-3 sm:w-auto">
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
