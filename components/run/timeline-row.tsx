"use client";

import { clsx } from "clsx";
import { useId, useState } from "react";
import { Duration, LocalTime } from "@/components/ui/time";
import type { TimelineItem } from "@/lib/run/timeline";
import { durationWords } from "@/lib/run/words";
import { TimelineDetails } from "./timeline-details";
import { TimelineRail } from "./timeline-rail";

/** Below this the pace of reading says it all, and the row stays quiet. */
const VAGUE_MS = 1_500;

/** "±3s": how precisely the moment is known. */
const precisionWords = (precisionMs: number) =>
  `±${durationWords(Math.max(1_000, Math.round(precisionMs / 1_000) * 1_000))}`;

/** One entry: its words, its time, and how long the stretch after it lasted; opens for the rest. */
export function TimelineRow({
  item,
  last,
  fresh,
}: {
  item: TimelineItem;
  last: boolean;
  /** Whether it came after first paint. */
  fresh: boolean;
}) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const vague = item.precisionMs >= VAGUE_MS;
  return (
    <li
      data-testid="timeline-item"
      data-kind={item.kind}
      data-state={item.state}
      data-seq={item.key}
      className={clsx("group relative", fresh && "animate-arrive")}
    >
      <TimelineRail item={item} last={last} />
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-col rounded-lg py-1 pr-2 pl-8 text-left outline-offset-[-2px] hover:bg-raised/70"
      >
        <span className="flex w-full items-baseline gap-x-2 max-sm:flex-wrap">
          <span
            className={clsx(
              // On a phone, times with a date and a precision of days take a line of their own.
              "min-w-0 flex-1 max-sm:basis-28",
              open ? "wrap-anywhere whitespace-pre-wrap" : "truncate",
              "group-focus-within:wrap-anywhere group-focus-within:whitespace-normal",
              item.kind === "gap" && "text-muted",
              (item.kind === "end" || item.kind === "question") && "font-medium",
            )}
          >
            {item.words}
            {item.kind === "gap" && <GapTimes item={item} />}
          </span>
          {item.count > 1 && <span className="text-xs text-muted">×{item.count}</span>}
          <span className="ml-auto flex shrink-0 items-baseline gap-2 text-xs text-muted tabular-nums">
            {item.sinceMs !== null && (
              <span className="hidden group-focus-within:inline group-hover:inline">
                +{durationWords(item.sinceMs)}
              </span>
            )}
            <span
              className={vague ? undefined : "hidden group-focus-within:inline group-hover:inline"}
            >
              {precisionWords(item.precisionMs)}
            </span>
            <LocalTime atMs={item.atMs} />
          </span>
        </span>
        <Stretch item={item} last={last} />
      </button>
      <div id={details} hidden={!open}>
        {open && <TimelineDetails item={item} />}
      </div>
    </li>
  );
}

function Stretch({ item, last }: { item: TimelineItem; last: boolean }) {
  if (item.kind === "end") return null;
  // Without an end it is open only if nothing came after it.
  if (item.untilMs === null && !last) return null;
  return (
    <span className="text-xs text-muted">
      {item.kind === "question" && (item.untilMs === null ? "waiting " : "waited ")}
      {item.durationMs !== null && item.durationMs < 1_000 ? (
        "under 1s"
      ) : (
        <Duration fromMs={item.atMs} toMs={item.untilMs} />
      )}
    </span>
  );
}

function GapTimes({ item: { atMs, untilMs } }: { item: TimelineItem }) {
  const form = untilMs !== null && untilMs - atMs < 60_000 ? "clock" : "minute";
  return (
    <>
      {" "}
      <LocalTime atMs={atMs} form={form} />
      {untilMs === null ? (
        " until now"
      ) : (
        <>
          –<LocalTime atMs={untilMs} form={form} />
        </>
      )}
    </>
  );
}
