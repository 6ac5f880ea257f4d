"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Opener } from "@/components/ui/opener";
import { readFormInput } from "@/lib/client/form-input";
import { lazyPart } from "@/lib/client/lazy-part";
import type { ToolCall } from "@/lib/contract/api";

const DIALOG = lazyPart(() => import("./answer-link-dialog"));

/** Beside the button of an open question: lets its owner have somebody else answer. */
export function AnswerLinkOffer({
  taskId,
  runId,
  call,
}: {
  taskId: string;
  runId: string | null;
  call: ToolCall;
}) {
  const [open, setOpen] = useState(false);
  if (!runId) return null;
  const heading = readFormInput(call.parameters)?.heading || `Tool ${call.name}`;
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
          question={{ taskId, runId, callId: call.id }}
          heading={heading}
          opening={opening}
        />
      )}
    </Opener>
  );
}
