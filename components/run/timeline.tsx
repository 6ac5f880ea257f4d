"use client";

import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Duration, LocalTime } from "@/components/ui/time";
import { useStickToEnd } from "@/lib/client/stick-to-end";
import type { RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { type TimelineItem, timelineItems } from "@/lib/run/timeline";
import { TimelineRow } from "./timeline-row";

/** The part of a run that its timeline shows. */
type Told = Pick<RunView, "state" | "startedAt" | "endedAt" | "transitions" | "hasEarlier">;

/** What happened so far, oldest first, with what nobody watched left open. */
export function Timeline({ view, onEarlier }: { view: Told; onEarlier: () => Promise<void> }) {
  const items = useMemo(() => timelineItems(view.transitions), [view.transitions]);
  const ended = isEnded(view.state);
  const scroller = useRef<HTMLDivElement>(null);
  useStickToEnd(scroller, !ended, view.transitions.at(-1)?.seq ?? 0);
  const keepPlace = usePlace(scroller, view.transitions[0]?.seq ?? 0, view.hasEarlier);
  const startMs = view.startedAt === null ? null : Date.parse(view.startedAt);
  const endMs = view.endedAt === null ? null : Date.parse(view.endedAt);
  const steps = view.transitions.filter(
    ({ kind }) => kind === "step" || kind === "question",
  ).length;

  return (
    <section
      aria-label="Timeline"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-card"
    >
      <h2 className="flex min-h-10 flex-wrap items-center gap-x-1.5 border-b border-line px-3 font-medium">
        Timeline
        <span className="font-normal text-muted">
          {startMs !== null && (!ended || endMs !== null) && (
            <>
              {"· "}
              <Duration fromMs={startMs} toMs={ended ? endMs : null} />{" "}
            </>
          )}
          {items.length > 0 && (
            <>
              · {steps}
              {view.hasEarlier && "+"} {steps === 1 && !view.hasEarlier ? "step" : "steps"}
            </>
          )}
        </span>
      </h2>
      <div
        ref={scroller}
        role="region"
        aria-label="Steps"
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto px-2 py-2 outline-offset-[-2px]"
      >
        {view.hasEarlier ? (
          <Earlier
            onEarlier={() => {
              keepPlace();
              return onEarlier();
            }}
          />
        ) : (
          startMs !== null && <StartCap atMs={startMs} />
        )}
        <Rows items={items} />
        {items.length === 0 && <Nothing ended={ended || view.state === "unknown"} />}
      </div>
    </section>
  );
}

/**
 * Keeps what is being read in place while earlier rows are put above it. Where nothing earlier is
 * left, the button that asked for it is gone, and the focus goes to the box.
 * @return to be called as earlier rows are asked for
 */
function usePlace(box: RefObject<HTMLElement | null>, firstSeq: number, hasEarlier: boolean) {
  const fromEndPx = useRef<number | null>(null);
  // oxlint-disable-next-line react/exhaustive-deps -- both say that earlier rows were added
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || fromEndPx.current === null) return;
    element.scrollTop = element.scrollHeight - fromEndPx.current;
    fromEndPx.current = null;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  }, [box, firstSeq, hasEarlier]);
  return () => {
    if (box.current) fromEndPx.current = box.current.scrollHeight - box.current.scrollTop;
  };
}

/** Polls bring new freshness each second; the rows change only when the transitions do. */
const Rows = memo(function Rows({ items }: { items: TimelineItem[] }) {
  const [lastAtFirst] = useState(() => items.at(-1)?.key ?? 0);
  return (
    <ol data-testid="timeline">
      {items.map((item, index) => (
        <TimelineRow
          key={item.key}
          item={item}
          last={index === items.length - 1}
          fresh={item.key > lastAtFirst}
        />
      ))}
    </ol>
  );
});

function StartCap({ atMs }: { atMs: number }) {
  return (
    <div className="relative flex items-center gap-2 pr-2 pb-2 pl-8 text-xs text-muted">
      <span className="absolute top-1/2 left-1.5 h-0.5 w-4 -translate-y-2 rounded-full bg-line-strong" />
      <span className="absolute top-1.5 bottom-[-14px] left-[13px] w-px bg-line-strong" />
      <span className="flex-1">Started</span>
      <LocalTime atMs={atMs} />
    </div>
  );
}

function Earlier({ onEarlier }: { onEarlier: () => Promise<void> }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const load = () => {
    if (state === "busy") return;
    setState("busy");
    onEarlier().then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <div className="flex items-center justify-center gap-2 pb-2">
      <Button look="quiet" aria-disabled={state === "busy"} onClick={load}>
        {state === "busy" ? "Reading…" : "Show earlier"}
      </Button>
      {state === "failed" && (
        <span role="alert" className="text-xs text-failed">
          Could not be read, try again
        </span>
      )}
    </div>
  );
}

const Nothing = ({ ended }: { ended: boolean }) => (
  <p className="px-2 py-8 text-center text-pretty text-muted">
    {ended
      ? "Nobody watched this run, so its steps are not known."
      : "The first step appears here as soon as it is seen."}
  </p>
);
