"use client";

import { clsx } from "clsx";
import { latePart } from "@/components/ui/late-part";
import { memo, useId, useLayoutEffect, useRef, useState } from "react";
import { Duration, LocalTime } from "@/components/ui/time";
import { useHydrated } from "@/lib/client/now";
import { isVague } from "@/lib/client/run-banner";
import type { TimelineItem } from "@/lib/run/timeline";
import { durationWords } from "@/lib/run/words";
import { TimelineRail } from "./timeline-rail";
import { WaitingSince } from "./waiting-since";

const TimelineDetails = latePart(
  "the entry",
  () => import("./timeline-details").then((module) => module.TimelineDetails),
  {
    isOfBrowser: true,
    loading: <p className="pb-2 pl-8 text-xs text-muted">Opening…</p>,
  },
);

/** Below this the pace of reading says it all, and the row stays quiet. */
const VAGUE_MS = 1_500;

/** "±3s": how precisely the moment is known. */
const precisionWords = (precisionMs: number) =>
  `±${durationWords(Math.max(1_000, Math.round(precisionMs / 1_000) * 1_000))}`;

/** Opens or closes a row, by its id. */
export type OnToggle = (id: number, item: TimelineItem, isOpen: boolean) => void;

type Props = {
  id: number;
  item: TimelineItem;
  isLast: boolean;
  /** Whether it came after first paint, and is drawn for the first time. */
  isFresh: boolean;
  isOpen: boolean;
  /** Whether somebody went to it. */
  isHere: boolean;
  onToggle: OnToggle;
  /** Of the run's page, for a link to the entry; null where none is to be copied. */
  path: string | null;
};

/** Transitions are told anew with every one that comes: what says the same is drawn once. */
const isSame = (before: Props, after: Props): boolean =>
  (Object.keys(after) as (keyof Props)[]).every((name) =>
    name === "item"
      ? (Object.keys(after.item) as (keyof TimelineItem)[]).every(
          (fact) =>
            fact === "timesMs" ||
            (fact === "toolCall"
              ? before.item.toolCall?.id === after.item.toolCall?.id
              : before.item[fact] === after.item[fact]),
        )
      : before[name] === after[name],
  );

/** One entry: its words, its time, and how long the stretch after it lasted; opens for the rest. */
export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { id, item, isLast, isOpen, isHere, onToggle, path } = props;
  const [arrives] = useState(props.isFresh);
  const isHydrated = useHydrated();
  const details = useId();
  const row = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  // What was asked for is to be seen, and nothing moves where it already is.
  useLayoutEffect(() => {
    if (isOpen && !wasOpen.current) row.current?.scrollIntoView({ block: "nearest" });
    wasOpen.current = isOpen;
  }, [isOpen]);
  // After a gap, the gap before it says so.
  const vague = item.precisionMs >= VAGUE_MS && item.precisionMs !== item.sinceMs;
  return (
    <div
      ref={row}
      className={clsx(
        "group rounded-lg",
        arrives && "animate-arrive",
        (isOpen || isHere) &&
          "bg-raised/60 forced-colors:outline forced-colors:-outline-offset-1 forced-colors:outline-[Highlight]",
      )}
    >
      <TimelineRail item={item} last={isLast} />
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => onToggle(id, item, isOpen)}
        className="flex w-full flex-col rounded-lg py-1 pr-2 pl-8 text-left outline-offset-[-2px] hover:bg-raised/70"
      >
        <span className="flex w-full items-baseline gap-x-2 max-sm:flex-wrap">
          <span
            className={clsx(
              // On a phone, times with a date and a precision of days take a line of their own.
              "min-w-0 flex-1 max-sm:basis-28",
              isOpen ? "wrap-anywhere whitespace-pre-wrap" : "truncate print:whitespace-normal",
              // Not on a mere click: what is pressed must not move.
              "group-has-focus-visible:wrap-anywhere group-has-focus-visible:whitespace-normal",
              item.kind === "gap" && "text-muted",
              (item.kind === "end" || item.kind === "question") && "font-medium",
            )}
          >
            {item.words}
            {item.kind === "gap" && <GapTimes item={item} />}
          </span>
          {item.count > 1 && (
            <span className="text-xs text-muted tabular-nums">
              <span aria-hidden>×{item.count}</span>
              <span className="sr-only">{item.count} times</span>
            </span>
          )}
          <span className="ml-auto flex shrink-0 items-baseline gap-x-2 max-sm:shrink max-sm:flex-wrap max-sm:justify-end text-xs text-muted tabular-nums">
            {item.sinceMs !== null && (
              <span className="hidden group-hover:inline group-has-focus-visible:inline">
                +{durationWords(item.sinceMs)}
              </span>
            )}
            <span
              className={
                vague ? undefined : "hidden group-hover:inline group-has-focus-visible:inline"
              }
            >
              {precisionWords(item.precisionMs)}
            </span>
            <LocalTime atMs={item.atMs} />
          </span>
        </span>
        <Stretch item={item} last={isLast} />
      </button>
      <div id={details} hidden={!isOpen}>
        {isOpen && isHydrated && <TimelineDetails item={item} path={path} />}
      </div>
    </div>
  );
}, isSame);

function Stretch({ item, last }: { item: TimelineItem; last: boolean }) {
  if (item.kind === "end") return null;
  // Without an end it is open only if nothing came after it.
  if (item.untilMs === null && !last) return null;
  const isQuestion = item.kind === "question";
  return (
    <span className="text-xs text-muted">
      {isQuestion && item.untilMs === null ? (
        <WaitingSince asked={{ atMs: item.atMs, isVague: isVague(item.precisionMs) }} />
      ) : (
        <>
          {isQuestion && "waited "}
          {item.durationMs !== null && item.durationMs < 1_000 ? (
            "under 1s"
          ) : (
            <Duration fromMs={item.atMs} toMs={item.untilMs} />
          )}
        </>
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
