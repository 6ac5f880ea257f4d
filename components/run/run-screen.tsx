"use client";

import { latePart } from "@/components/ui/late-part";
import { useState } from "react";
import { SWRConfig } from "swr";
import { NothingHere } from "@/components/shell/nothing-here";
import { StateAnnouncer } from "@/components/status/state-announcer";
import { LateStopOutcome } from "@/components/act/late-stop-outcome";
import { TabMark } from "@/components/status/tab-mark";
import { KnownAt, knownAt } from "@/lib/client/now";
import { screenCache } from "@/lib/client/polling";
import { useNotify } from "@/lib/client/use-notify";
import { useStopRun } from "@/lib/client/use-stop";
import { useRun } from "@/lib/client/use-run";
import type { RunView } from "@/lib/contract/api";
import type { ErrorBody } from "@/lib/contract/errors";
import { taskName } from "@/lib/run/words";
import { RunBanner } from "./run-banner";
import { RunHeader } from "./run-header";
import { RunPanes } from "./run-panes";
import { tabTitle } from "./tab-title";

const RunUnread = latePart("the page", () =>
  import("./run-unread").then((module) => module.RunUnread),
);

type Props = {
  taskId: string;
  /** An id, or `latest`. */
  runId: string;
  /** Whose drafts are kept in this tab. */
  owner: string;
  initial: RunView | null;
  initialError: ErrorBody["error"] | null;
  quietAfterMs: number;
};

const CACHE = { provider: screenCache };

export const RunScreen = (props: Props) => (
  <SWRConfig value={CACHE}>
    <Run {...props} />
  </SWRConfig>
);

function Run({ taskId, runId, owner, initial, initialError, quietAfterMs }: Props) {
  const { view, error, key, loadEarlier, retry } = useRun(taskId, runId, initial);
  const stop = useStopRun(view, retry);
  const isStopAsked =
    stop.busy || stop.outcome !== null || (view !== null && view.requests.stopAt !== null);
  const [isStopTold, setStopTold] = useState(isStopAsked);
  if (isStopAsked && !isStopTold) setStopTold(true);
  useNotify(view);
  if (!view) {
    if (error?.code === "not_found") return <NothingHere />;
    const message = (error ?? initialError)?.message ?? null;
    return <RunUnread taskId={taskId} message={message} onRetry={retry} />;
  }
  const name = taskName(view.task);
  return (
    <KnownAt value={knownAt(view.freshness, error)}>
      <div data-fill className="flex min-w-0 flex-1 flex-col gap-3 p-3 sm:px-4 lg:min-h-0">
        <TabMark title={tabTitle(view.state, name)} state={view.state} />
        <StateAnnouncer name={name} state={view.state} />
        <RunHeader
          view={view}
          error={error}
          pollKey={key}
          quietAfterMs={quietAfterMs}
          stop={stop}
          onEarlier={loadEarlier}
        />
        {isStopTold && <LateStopOutcome view={view} action={stop} onDone={retry} />}
        <RunBanner view={view} error={error} quietAfterMs={quietAfterMs} />
        <RunPanes view={view} owner={owner} onEarlier={loadEarlier} />
      </div>
    </KnownAt>
  );
}
