"use client";

import { Share2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/hint";
import type { RunView } from "@/lib/contract/api";
import { taskName } from "@/lib/run/words";
import { ShareDialog } from "./share-dialog";

/** Opens the dialog that shares this run; says why not while there is no run. */
export function ShareButton({ view }: { view: RunView }) {
  const { task, runId, state } = view;
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
    <ShareDialog
      run={{ taskId: task.id, runId, name: taskName(task), state }}
      trigger={
        <Button>
          <Share2 aria-hidden />
          Share
        </Button>
      }
    />
  );
}
