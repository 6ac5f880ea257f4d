"use client";

import { type ReactNode, useContext, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { ChangeShare, ShareRow } from "@/lib/contract/shares";
import { shortId, taskName } from "@/lib/run/words";
import { EditForm } from "./edit-form";
import { EditedShare } from "./edited-share";

/** Changes what a link shows. Its address and its end stay as they are. */
export function EditShare({
  share,
  open,
  onOpenChange,
  onSave,
  trigger,
}: {
  share: ShareRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSave: (change: ChangeShare) => Promise<void>;
  trigger: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const keep = useContext(EditedShare);
  const toggle = (next: boolean) => {
    keep(next ? share : null);
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={toggle}
      trigger={trigger}
      title="Edit link"
      description={`${taskName(share.task)} · run ${shortId(share.runId)}`}
      wide
      // A late answer would close it when it is open again.
      stays={busy ? "open" : undefined}
    >
      <EditForm
        share={share}
        busy={busy}
        onBusy={setBusy}
        onSave={onSave}
        onClose={() => toggle(false)}
      />
    </Dialog>
  );
}
