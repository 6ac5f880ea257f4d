"use client";

import { useNow } from "@/lib/client/now";
import { runStopWords } from "@/lib/client/stop-words";
import { type StopRunAction, useStopTask } from "@/lib/client/use-stop";
import type { RunView } from "@/lib/contract/api";
import { StopNotice } from "./stop-notice";
import { StopTask, StopTaskOutcome } from "./stop-task";

/**
 * What came of stopping the run that is shown; nothing while its state says it all.
 * @param onDone once the task was stopped, too
 */
export function StopOutcome({
  view,
  action,
  onDone,
}: {
  view: RunView;
  action: StopRunAction;
  onDone: () => void;
}) {
  const said = runStopWords({ view, outcome: action.outcome, nowMs: useNow() });
  const stopTask = useStopTask(view.task.id, onDone);
  return (
    <>
      <div role="status" className="empty:hidden">
        {said && (
          <StopNotice
            said={said}
            taskId={view.task.id}
            onAgain={() => void action.run()}
            {...(action.outcome ? { onDismiss: action.clear } : {})}
          >
            {said.next === "stop-task" && <StopTask action={stopTask} />}
          </StopNotice>
        )}
      </div>
      <StopTaskOutcome taskId={view.task.id} action={stopTask} />
    </>
  );
}
