"use client";

import { LocalTime } from "@/components/ui/time";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import type { CreatedShare } from "@/lib/contract/shares";
import { ShareBadge } from "./share-badge";
import { ShareMoment } from "./share-moment";

/** The new link, told once. */
export function ShareCreated({
  created,
  badge,
  onAgain,
  onDone,
}: {
  created: CreatedShare;
  badge: boolean;
  onAgain: () => void;
  onDone: () => void;
}) {
  return (
    <>
      <DialogBody className="flex flex-col gap-5 p-4">
        <div className="flex max-w-2xl flex-col gap-2">
          <CopyField label="Link" value={created.url} selected primary />
          <p className="text-pretty">This link is shown once. Runboard does not keep it.</p>
          <p className="text-pretty text-muted">
            It expires <ShareMoment at={created.expiresAt} />, on{" "}
            <LocalTime atMs={Date.parse(created.expiresAt)} form="minute" />. You can pause or
            revoke it in Shares.
          </p>
        </div>
        {badge && (
          <div className="max-w-2xl">
            <ShareBadge origin={new URL(created.url).origin} shareId={created.id} shown />
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onAgain}>Share again</Button>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
