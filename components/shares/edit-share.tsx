"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { Opening } from "@/components/ui/opener";
import type { ChangeShare, ShareRow } from "@/lib/contract/shares";
import { shortId, taskName } from "@/lib/run/words";
import { EditForm } from "./edit-form";

/** Changes what a link shows. Its address and its end stay as they are. */
export function EditShare({
  share,
  opening,
  onSave,
}: {
  share: ShareRow;
  opening: Opening;
  onSave: (change: ChangeShare) => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      opening={opening}
      title="Edit link"
      description={`${taskName(share.task)} · ${shortId(share.runId)}`}
      wide
      // A late answer would close it when it is open again.
      stays={busy ? "open" : undefined}
    >
      <EditForm
        share={share}
        busy={busy}
        onBusy={setBusy}
        onSave={onSave}
        onClose={() => opening.onOpenChange(false)}
      />
    </Dialog>
  );
}
