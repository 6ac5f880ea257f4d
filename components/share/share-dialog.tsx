"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { Opening } from "@/components/ui/opener";
import { FIRST_CHOICES, type SharedRunIds } from "@/lib/client/share-choices";
import type { RunState } from "@/lib/contract/api";
import type { CreatedShare } from "@/lib/contract/shares";
import { shortId } from "@/lib/run/words";
import { type NewShare, ShareForm } from "./share-form";
import { ShareCreated } from "./share-created";

/** The run as it was when the dialog opened: the page may move on to a newer one. */
type RunToShare = SharedRunIds & { name: string; state: RunState };

const FIRST: NewShare = { choices: FIRST_CHOICES, expiresIn: "24h" };

/** Shares one run: the choices, then the link. Closed, it forgets both. */
export function ShareDialog({ now, opening }: { now: RunToShare; opening: Opening }) {
  const [run] = useState(now);
  const [share, setShare] = useState(FIRST);
  const [busy, setBusy] = useState(false);
  const [created, setCreated] = useState<CreatedShare | null>(null);
  return (
    <Dialog
      opening={opening}
      title={created ? "Link created" : "Share this run"}
      description={
        <>
          {run.name} · <span className="whitespace-nowrap">{shortId(run.runId)}</span>
        </>
      }
      wide={!created}
      // A late answer would be taken for the run it is opened for next; a link is told once.
      stays={busy ? "open" : created ? "aside" : undefined}
    >
      {created ? (
        <ShareCreated
          created={created}
          badge={share.choices.badge}
          onAgain={() => setCreated(null)}
          onDone={() => opening.onOpenChange(false)}
        />
      ) : (
        <ShareForm
          run={{ taskId: run.taskId, runId: run.runId }}
          stateBefore={run.state}
          share={share}
          busy={busy}
          onChange={setShare}
          onBusy={setBusy}
          onCreated={setCreated}
        />
      )}
    </Dialog>
  );
}
