"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { linksWords } from "@/lib/client/share-words";

/**
 * Takes all links back at once, those that are paused too.
 * @param onRevoke never fails: what comes of it is told by the screen
 */
export function RevokeAll({ live, onRevoke }: { live: number; onRevoke: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const revoke = async () => {
    setBusy(true);
    await onRevoke();
    setBusy(false);
  };
  return (
    <Confirm
      trigger={<Button>{busy ? "Revoking…" : "Revoke all"}</Button>}
      busy={busy || live === 0}
      title={live === 1 ? "Revoke the one link?" : `Revoke all ${linksWords(live)}?`}
      confirm={live === 1 ? "Revoke it" : `Revoke all ${live}`}
      onConfirm={() => void revoke()}
    >
      Whoever has {live === 1 ? "it" : "them"} loses access at once. This cannot be undone.
    </Confirm>
  );
}
