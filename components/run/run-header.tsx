import { useRef } from "react";
import { StopRun } from "@/components/act/stop-run";
import { RunAgain } from "@/components/create/run-again";
import { ShareButton } from "@/components/share/share-button";
import { BackLink } from "@/components/shell/back-link";
import { Freshness } from "@/components/status/freshness";
import { StatePill } from "@/components/status/state-pill";
import { CopyButton } from "@/components/ui/copy-button";
import type { ApiError } from "@/lib/client/api-error";
import { quietForMs } from "@/lib/client/run-banner";
import type { LoadEarlier } from "@/lib/client/run-reader";
import type { StopRunAction } from "@/lib/client/use-stop";
import type { RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { ageWords, shortId, stepWords, taskName } from "@/lib/run/words";
import { PrintNote } from "./print-note";
import { RunMenu } from "./run-menu";
import { RunTimes } from "./run-times";

/** Which run this is, how it stands, since when, and how fresh that is. */
export function RunHeader({
  view,
  error,
  pollKey,
  quietAfterMs,
  stop,
  onEarlier,
}: {
  view: RunView;
  error: ApiError | null;
  pollKey: string;
  quietAfterMs: number;
  stop: StopRunAction;
  onEarlier: LoadEarlier;
}) {
  const pill = useRef<HTMLSpanElement>(null);
  const ended = isEnded(view.state);
  const quietMs = quietForMs(view);
  const step = stepWords(view.step, view.state);
  return (
    <header className="flex flex-col gap-1">
      <BackLink
        task={{
          href: `/tasks/${encodeURIComponent(view.task.id)}`,
          words: "All runs of this task",
        }}
      />
      <div className="grid grid-cols-1 gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1
            className="line-clamp-4 min-w-0 text-xl font-semibold wrap-anywhere lg:line-clamp-1"
            title={taskName(view.task)}
          >
            {taskName(view.task)}
          </h1>
          <StatePill ref={pill} state={view.state} focusable />
          {view.runId && <CopyButton value={view.runId} text={shortId(view.runId)} what="run id" />}
        </div>
        <p className="facts text-muted sm:col-span-2 sm:row-start-2">
          {!ended && view.step && (
            <>
              <span className="truncate text-ink" title={step}>
                {step}
              </span>
              {quietMs !== null && quietMs >= quietAfterMs && (
                <span className="font-medium text-ink">Quiet for {ageWords(quietMs)}</span>
              )}
            </>
          )}
          <RunTimes view={view} />
          <span className="print:hidden">
            <Freshness freshness={view.freshness} error={error} pollKey={pollKey} ended={ended} />
          </span>
        </p>
        <div className="flex flex-wrap items-start gap-2 max-sm:mt-1 sm:max-w-[50vw] sm:justify-end print:hidden">
          <StopRun view={view} action={stop} next={pill} />
          {ended && view.task.createdHere && <RunAgain taskId={view.task.id} />}
          <ShareButton view={view} />
          <RunMenu view={view} onEarlier={onEarlier} />
        </div>
      </div>
      <PrintNote
        observedAt={view.freshness.observedAt}
        ids={[...(view.runId ? [`run ${view.runId}`] : []), `task ${view.task.id}`]}
      />
    </header>
  );
}
