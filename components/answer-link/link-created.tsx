"use client";

import { ShareMoment } from "@/components/share/share-moment";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import type { CreatedAnswerLink } from "@/lib/contract/answer-links";

/** The new link, told once. */
export const LinkCreated = ({
  created,
  onDone,
}: {
  created: CreatedAnswerLink;
  onDone: () => void;
}) => (
  <>
    <DialogBody className="flex flex-col gap-2 p-4">
      <CopyField label="Link" value={created.url} selected primary />
      <p className="text-pretty">
        Send it to one person. It is shown once: Runboard does not keep it.
      </p>
      <p className="text-pretty text-muted">
        It takes one answer and expires <ShareMoment at={created.expiresAt} />. You can revoke it
        here or in Shares.
      </p>
    </DialogBody>
    <DialogFooter>
      <Button onClick={onDone}>Done</Button>
    </DialogFooter>
  </>
);
