"use client";

import { useNow } from "@/lib/client/now";
import { runStopWords } from "@/lib/client/stop-words";
import type { StopRunAction } from "@/lib/client/use-stop-run";
import type { RunView } from "@/lib/contract/api";
import { StopNotice } from "./stop-notice";
import { StopTask } from "./stop-task";

/** What came of stopping the run that is shown; nothing while its state says it all. */
export function StopOutcome({ view, action }: { view: RunView; action: StopRunAction }) {
  const said = runStopWords({ view, outcome: action.outcome, nowMs: useNow() });
  return (
    <div role="status" className="empty:hidden">
      {said && (
        <div className="flex flex-col gap-2">
          <StopNotice
            said={said}
            taskId={view.task.id}
            onAgain={() => void action.run()}
            {...(action.outcome ? { onDismiss: action.clear } : {})}
          />
          {said.next === "stop-task" && <StopTask taskId={view.task.id} />}
        </div>
      )}
    </div>
  );
}
