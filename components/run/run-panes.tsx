"use client";

import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { RunQuestion } from "@/components/answer/run-question";
import { PaneSplitter, SPLIT_PANES } from "@/components/ui/pane-splitter";
import { useAddressedEvent } from "@/lib/client/event-address";
import type { LoadEarlier } from "@/lib/client/run-reader";
import type { RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { Tabs } from "@/components/ui/tabs";
import { LiveView } from "./live-view";
import { ResultView } from "./result-view";
import { Timeline } from "./timeline";

/** The first is not there once a run has ended. */
const TABS = [
  { id: "live", label: "Live" },
  { id: "timeline", label: "Timeline" },
  { id: "result", label: "Result" },
] as const;

const runPath = (taskId: string, runId: string) =>
  `/tasks/${encodeURIComponent(taskId)}/runs/${encodeURIComponent(runId)}`;

/**
 * Live view, timeline and result: three tabs, or from 1024 px two panes of which the left one
 * becomes the result when the run ends. One tree for both, so the live frame is never remounted.
 */
export function RunPanes({
  view,
  owner,
  onEarlier,
}: {
  view: RunView;
  /** Whose drafts are kept in this tab. */
  owner: string;
  onEarlier: LoadEarlier;
}) {
  const ended = isEnded(view.state);
  // "unknown" has no picture and may have a result: an older run that nobody watched.
  const left = ended || (view.state === "unknown" && view.result !== null) ? "result" : "live";
  // Whoever is on the live view as the run ends stays there; later it has nothing to show.
  const [tabs] = useState(() => TABS.slice(ended ? 1 : 0));
  // A link to an entry leads to the timeline, also where it is one of three tabs.
  const isToEntry = useAddressedEvent() !== null;
  const [chosen, setChosen] = useState<string | null>(isToEntry ? "timeline" : null);
  // "latest" is another run one day, to which the entry in the address does not belong.
  const [firstRunId, setFirstRunId] = useState(view.runId);
  if (firstRunId === null && view.runId !== null) setFirstRunId(view.runId);
  return (
    <Tabs.Root
      value={chosen ?? left}
      onValueChange={setChosen}
      className={clsx("flex min-w-0 flex-col gap-3 lg:min-h-[26rem] lg:flex-1", SPLIT_PANES)}
    >
      <div data-question="" className="empty:hidden lg:col-start-3 lg:row-start-1 lg:mb-3">
        <RunQuestion view={view} owner={owner} />
      </div>
      <Tabs.List
        aria-label="Parts of the run"
        className="flex flex-wrap gap-1 border-b border-line lg:hidden print:hidden"
      >
        {tabs.map(({ id, label }) => (
          <Tabs.Trigger key={id} value={id} className="tab">
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs[0]?.id === "live" && (
        <Pane id="live" place="left" shown={left === "live"}>
          <LiveView live={view.live} />
        </Pane>
      )}
      <PaneSplitter />
      <Pane id="timeline" place="right" shown>
        <Timeline
          key={view.runId}
          isAddressed={view.runId === firstRunId}
          view={view}
          onEarlier={onEarlier}
          path={view.runId === null ? null : runPath(view.task.id, view.runId)}
        />
      </Pane>
      <Pane id="result" place="left" shown={left === "result"}>
        <ResultView
          state={view.state}
          result={view.result}
          run={view.runId ? { taskId: view.task.id, runId: view.runId } : null}
        />
      </Pane>
    </Tabs.Root>
  );
}

function Pane({
  id,
  place,
  shown,
  children,
}: {
  id: string;
  place: "left" | "right";
  /** Whether it is one of the two panes; as a tab it is there in any case. */
  shown: boolean;
  children: ReactNode;
}) {
  return (
    <Tabs.Content
      value={id}
      tabIndex={-1}
      className={clsx(
        "min-w-0 flex-col data-[state=active]:flex data-[state=inactive]:hidden",
        shown ? "lg:!flex lg:min-h-0" : "lg:!hidden",
        id === "live" ? "print:!hidden" : "print:!block",
        place === "left"
          ? "lg:col-start-1 lg:row-span-2 lg:row-start-1"
          : "lg:col-start-3 lg:row-start-2",
      )}
    >
      {children}
    </Tabs.Content>
  );
}
