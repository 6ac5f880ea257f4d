"use client";

import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { LiveView } from "@/components/run/live-view";
import { ResultView } from "@/components/run/result-view";
import { Timeline } from "@/components/run/timeline";
import { ToolCallRead } from "@/components/run/tool-call-read";
import { PaneSplitter, SPLIT_PANES } from "@/components/ui/pane-splitter";
import { Tabs } from "@/components/ui/tabs";
import { useAddressedEvent } from "@/lib/client/event-address";
import { askedOf } from "@/lib/client/run-banner";
import type { LoadEarlier } from "@/lib/client/run-reader";
import type { SharedPart, SharedParts } from "@/lib/client/shared-parts";
import type { SharedRunView } from "@/lib/contract/shares";

const LABELS: Record<SharedPart, string> = {
  live: "Live",
  timeline: "Timeline",
  result: "Result",
};

/** Where a part stands in the wide layout; `hidden` ones are reached by tabs alone. */
type Place = "left" | "right" | "hidden" | "alone" | "stacked";

/**
 * The parts that a link includes, laid out like those of the owner's page: tabs, or from 1024 px
 * two panes. The timeline alone has neither, and a preview shows all at once, one below the other.
 * One tree for all, so nothing is ever remounted.
 */
export function SharedPanes({
  view,
  parts: { all, left },
  onEarlier,
  preview,
}: {
  view: SharedRunView;
  parts: SharedParts;
  onEarlier: LoadEarlier;
  preview: boolean;
}) {
  const isToEntry = useAddressedEvent() !== null && !preview;
  const [chosen, setChosen] = useState<string | null>(isToEntry ? "timeline" : null);
  const isSplit = left !== null && !preview;
  const place = (part: SharedPart): Place => {
    if (preview) return "stacked";
    if (left === null) return "alone";
    if (part === "timeline") return "right";
    return part === left ? "left" : "hidden";
  };
  return (
    <Tabs.Root
      value={all.find((part) => part === chosen) ?? left ?? "timeline"}
      onValueChange={setChosen}
      className={clsx(
        "flex min-w-0 flex-col gap-3",
        preview ? "flex-1" : "lg:min-h-[26rem] lg:flex-1",
        isSplit && SPLIT_PANES,
      )}
    >
      {view.toolCall && (
        <div className={isSplit ? "lg:col-start-3 lg:row-start-1 lg:mb-3" : undefined}>
          <ToolCallRead
            key={view.toolCall.id}
            id={null}
            call={view.toolCall}
            asked={askedOf(view)}
          />
        </div>
      )}
      {isSplit && (
        <Tabs.List
          aria-label="Parts of the run"
          className="flex flex-wrap gap-1 border-b border-line lg:hidden print:hidden"
        >
          {all.map((part) => (
            <Tabs.Trigger key={part} value={part} className="tab">
              {LABELS[part]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      )}
      {view.live && all.includes("live") && (
        <Pane key="live" id="live" place={place("live")}>
          <LiveView live={view.live} readOnly />
        </Pane>
      )}
      {isSplit && <PaneSplitter />}
      <Pane key="timeline" id="timeline" place={place("timeline")}>
        <Timeline view={view} onEarlier={onEarlier} isPreview={preview} />
      </Pane>
      {view.result !== undefined && (
        <Pane key="result" id="result" place={place("result")}>
          <ResultView state={view.state} result={view.result} />
        </Pane>
      )}
    </Tabs.Root>
  );
}

const PLACES: Record<Place, string> = {
  left: "data-[state=inactive]:hidden lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:!flex lg:min-h-0",
  right: "data-[state=inactive]:hidden lg:col-start-3 lg:row-start-2 lg:!flex lg:min-h-0",
  hidden: "data-[state=inactive]:hidden lg:!hidden",
  alone: "lg:min-h-0 lg:flex-1",
  stacked: "min-h-80 flex-[1_0_20rem]",
};

/** Without tabs, a part belongs to none. */
const NO_TAB = { role: undefined, "aria-labelledby": undefined };

function Pane({ id, place, children }: { id: SharedPart; place: Place; children: ReactNode }) {
  return (
    <Tabs.Content
      value={id}
      tabIndex={-1}
      {...((place === "alone" || place === "stacked") && NO_TAB)}
      className={clsx(
        "flex min-w-0 flex-col",
        PLACES[place],
        id === "live" ? "print:!hidden" : "print:!block",
      )}
    >
      {children}
    </Tabs.Content>
  );
}
