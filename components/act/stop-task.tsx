"use client";

import { OctagonX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { taskStopWords } from "@/lib/client/stop-words";
import type { StopTaskAction } from "@/lib/client/use-stop";
import { StopNotice } from "./stop-notice";

/** Lets no further run of a task start, after asking once. */
export function StopTask({ action: { busy, run } }: { action: StopTaskAction }) {
  return (
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
      No further runs will start. The current run goes on.
    </Confirm>
  );
}

/** What came of it. */
export function StopTaskOutcome({ taskId, action }: { taskId: string; action: StopTaskAction }) {
  const { outcome, run, clear } = action;
  return (
    <div role="status" className="empty:hidden">
      {outcome && (
        <StopNotice
          said={taskStopWords(outcome)}
          taskId={taskId}
          onAgain={() => void run()}
          onDismiss={clear}
        />
      )}
    </div>
  );
}
