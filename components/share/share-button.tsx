"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/hint";
import { Opener } from "@/components/ui/opener";
import { lazyPart } from "@/lib/client/lazy-part";
import { useShortcut } from "@/lib/client/shortcuts";
import type { RunView } from "@/lib/contract/api";
import { taskName } from "@/lib/run/words";

const DIALOG = lazyPart(() => import("./share-dialog"));

/** Opens the dialog that shares this run; says why not while there is no run. */
export function ShareButton({ view }: { view: RunView }) {
  const { task, runId, state } = view;
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  const shortcut = useShortcut("s", "Share this run", runId === null ? null : show);
  if (!runId) {
    return (
      <Hint text="The task has no run yet, so there is nothing to share">
        <Button aria-disabled>
          <Share2 aria-hidden />
          Share
        </Button>
      </Hint>
    );
  }
  return (
    <Opener
      part={DIALOG}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button {...shortcut}>
          <Share2 aria-hidden />
          Share
        </Button>
      }
    >
      {({ ShareDialog }, opening) => (
        <ShareDialog
          now={{ taskId: task.id, runId, name: taskName(task), state }}
          opening={opening}
        />
      )}
    </Opener>
  );
}
