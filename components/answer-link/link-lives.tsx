"use client";

import { useState } from "react";
import { ShareFailure } from "@/components/share/share-failure";
import { ShareMoment } from "@/components/share/share-moment";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { revokeShare } from "@/lib/client/share-actions";
import { type ShareProblem, shareProblem } from "@/lib/client/share-problem";
import type { AnswerLinkStanding } from "@/lib/contract/answer-links";

type Link = NonNullable<AnswerLinkStanding["link"]>;

const WORDS: Record<Link["status"], string> = {
  open: "Whoever has it can answer, once.",
  sending: "An answer may have been sent through it just now.",
  paused: "It is paused: nobody can answer through it until you resume it in Shares.",
  key_rejected:
    "It is paused, because the server did not accept your key. Sign in again, then resume it in Shares.",
};

/** The link a question has already, and how to take it back. */
export function LinkLives({
  link,
  busy,
  onBusy,
  onRevoked,
}: {
  link: Link;
  /** Whether it is being revoked. */
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onRevoked: () => Promise<void>;
}) {
  const [problem, setProblem] = useState<ShareProblem | null>(null);
  const revoke = async () => {
    onBusy(true);
    setProblem(null);
    try {
      await revokeShare(link.id);
      await onRevoked();
    } catch (error) {
      setProblem(shareProblem(error));
    }
    onBusy(false);
  };
  return (
    <>
      <DialogBody className="flex flex-col gap-2 p-4">
        <p className="font-medium text-pretty">This question has a link.</p>
        <p className="text-pretty">{WORDS[link.status]}</p>
        <p className="text-pretty text-muted">
          Made <ShareMoment at={link.createdAt} />, expires <ShareMoment at={link.expiresAt} />. Its
          address was shown once; to have another one, revoke this one first.
        </p>
      </DialogBody>
      <DialogFooter>
        <ShareFailure title="The link was not revoked" problem={problem} />
        <Confirm
          trigger={<Button>{busy ? "Revoking…" : "Revoke"}</Button>}
          busy={busy}
          title="Revoke this link?"
          confirm="Revoke"
          onConfirm={() => void revoke()}
        >
          Nobody can answer through it any more. This cannot be undone.
        </Confirm>
      </DialogFooter>
    </>
  );
}
