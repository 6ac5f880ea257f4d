"use client";

import { OctagonX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { stopTask } from "@/lib/client/run-actions";
import { taskStopWords } from "@/lib/client/stop-words";
import { useAction } from "@/lib/client/use-action";
import { StopNotice } from "./stop-notice";

/**
 * Lets no further run of a task start, after asking once, and says what came of it.
 * @param onDone once it was answered: the task may have changed
 */
export function StopTask({ taskId, onDone }: { taskId: string; onDone?: () => void }) {
  const { busy, outcome, run, clear } = useAction(() => stopTask(taskId), onDone);
  return (
    <div className="flex flex-col items-start gap-2">
      <Confirm
        busy={busy}
        trigger={
          <Button>
            <OctagonX aria-hidden />
            {busy ? "Stopping the task…" : "Stop task"}
          </Button>
        }
        title="Stop this task?"
        confirm="Stop the task"
        onConfirm={() => void run()}
      >
        No further run of it starts. A run that goes on now is not stopped by this.
      </Confirm>
      <div role="status" className="w-full empty:hidden">
        {outcome && (
          <StopNotice
            said={taskStopWords(outcome)}
            taskId={taskId}
            onAgain={() => void run()}
            onDismiss={clear}
          />
        )}
      </div>
    </div>
  );
}
