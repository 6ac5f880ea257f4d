"use client";

import { useState } from "react";
import { ShareBadge } from "@/components/share/share-badge";
import { ShareFailure } from "@/components/share/share-failure";
import { ShareLabel, ShareOutside, ShareParts } from "@/components/share/share-options";
import { SharePreview } from "@/components/share/share-preview";
import { useShareSubmit } from "@/components/share/use-share-submit";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { changesOf, choicesOf } from "@/lib/client/share-choices";
import { useSharePreview } from "@/lib/client/share-preview";
import type { ShareProblem } from "@/lib/client/share-problem";
import { isLiveShare } from "@/lib/client/share-words";
import type { ChangeShare, ShareRow } from "@/lib/contract/shares";

const ENDED: ShareProblem = {
  message: "This link has ended meanwhile, so it cannot be changed.",
  isLost: false,
  leadsTo: null,
};

/** The choices of a link, as they were made, and what they show. */
export function EditForm({
  share,
  busy,
  onBusy,
  onSave,
  onClose,
}: {
  share: ShareRow;
  /** Whether the changes are under way. */
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onSave: (change: ChangeShare) => Promise<void>;
  onClose: () => void;
}) {
  // What is changed elsewhere meanwhile is neither sent back nor undone.
  const [opened] = useState(share);
  const [choices, setChoices] = useState(() => choicesOf(share));
  const preview = useSharePreview({ taskId: share.task.id, runId: share.runId }, choices, "24h");
  const isOver = !isLiveShare(share);
  const changes = isOver ? null : changesOf(opened, choices);

  const save = async (change: ChangeShare) => {
    await onSave(change);
    onClose();
  };
  const { problem, submit } = useShareSubmit(changes && (() => save(changes)), onBusy);

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="lg:grid lg:grid-cols-[25rem_minmax(0,1fr)] lg:overflow-hidden">
        <div className="flex flex-col gap-5 p-4 lg:min-h-0 lg:overflow-y-auto lg:border-r lg:border-line">
          <ShareParts choices={choices} onChange={setChoices} />
          <ShareLabel choices={choices} onChange={setChoices} />
          <ShareOutside choices={choices} onChange={setChoices} />
          {choices.badge && (
            <ShareBadge origin={window.location.origin} shareId={share.id} shown={share.badge} />
          )}
        </div>
        <div className="flex min-h-0 flex-col p-4 pt-0 lg:pt-4">
          <SharePreview
            // The end of the link stays; the preview alone would begin anew.
            view={preview.view && { ...preview.view, expiresAt: share.expiresAt }}
            error={preview.error}
            pollKey={preview.key}
            fit={preview.fit}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <ShareFailure title="Nothing was changed" problem={isOver ? ENDED : problem} />
        <Button aria-disabled={busy} onClick={() => !busy && onClose()}>
          Cancel
        </Button>
        <Button type="submit" look="primary" aria-disabled={busy || !changes}>
          {busy ? "Saving…" : "Save"}
        </Button>
      </DialogFooter>
    </form>
  );
}
