"use client";

import { useState } from "react";
import { CreateFooter } from "@/components/share/create-footer";
import { useShareSubmit } from "@/components/share/use-share-submit";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { DialogBody } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { createAnswerLink } from "@/lib/client/answer-link-actions";
import type {
  AnswerLinkExpiresIn,
  AnswerLinkQuery,
  CreatedAnswerLink,
} from "@/lib/contract/answer-links";

const DURATIONS: readonly { value: AnswerLinkExpiresIn; label: string }[] = [
  { value: "1h", label: "1 hour" },
  { value: "24h", label: "24 hours" },
];

/** Says what a link to one question is, asks how long it lasts, and makes it. */
export function LinkForm({
  question,
  isLocal,
  busy,
  onBusy,
  onCreated,
}: {
  question: AnswerLinkQuery;
  /** Whether nobody on another machine can open it. */
  isLocal: boolean;
  /** Whether the link is being made. */
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onCreated: (created: CreatedAnswerLink) => void;
}) {
  const [expiresIn, setExpiresIn] = useState<AnswerLinkExpiresIn>("1h");
  const { problem, submit } = useShareSubmit(async () => {
    onCreated(await createAnswerLink({ ...question, expiresIn }));
  }, onBusy);
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-5 p-4">
        <div className="flex flex-col gap-2">
          <p className="text-pretty">
            Whoever has the link can answer this one question, once, without a key.
          </p>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-pretty text-muted">
            <li>They see the question, and nothing else of the run or of your account.</li>
            <li>
              It ends with the first answer, when the question is over, or when you revoke it.
            </li>
            <li>
              The timeline says that it was answered through your link, and not what was said.
            </li>
          </ul>
        </div>
        <ChoiceGroup
          legend="How long the link works"
          choices={DURATIONS}
          value={expiresIn}
          onChange={setExpiresIn}
        />
        {isLocal && (
          <Notice title="Only this machine can open the link">
            Runboard goes by an address of this machine. For a link to work elsewhere, set
            PUBLIC_ORIGIN to an address that others reach.
          </Notice>
        )}
      </DialogBody>
      <CreateFooter
        note="The link works after you sign out, too: Runboard keeps a sealed copy of your key until the question is over, the link expires or you revoke it."
        problem={problem}
        busy={busy}
      />
    </form>
  );
}
