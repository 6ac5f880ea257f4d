import { clsx } from "clsx";
import { memo, useMemo } from "react";
import type { RunState } from "@/lib/contract/api";
import type { TimelineItem } from "@/lib/run/timeline";
import {
  STRIP_PARTS,
  type StripKind,
  type StripSpan,
  stripSegments,
} from "@/lib/run/timeline-strip";

/** Each kind has a height or a pattern of its own: without its colour it is still told apart. */
const KINDS: Record<StripKind, string> = {
  work: "top-2 h-2 bg-(--bar-running) forced-colors:bg-[CanvasText]",
  waiting: "top-1 h-4 rounded-[2px] bg-(--bar-waiting) forced-colors:bg-[Highlight]",
  idle: "top-[11px] h-0.5 bg-line-strong forced-colors:bg-[CanvasText]",
  gap: "top-2 h-2 hatched",
  unread: "top-2 h-2 border border-dashed border-line-strong",
};

/** Whole, notched, hollow. */
const ENDS: Partial<Record<RunState, string>> = {
  completed: "w-1 rounded-[2px] bg-completed forced-colors:bg-[CanvasText]",
  failed:
    "w-2 bg-failed [clip-path:polygon(0_0,100%_0,65%_50%,100%_100%,0_100%,35%_50%)] forced-colors:bg-[CanvasText]",
};
const HOLLOW = "w-1.5 rounded-[2px] border border-line-strong bg-card";

const percent = (parts: number) => `${(parts / STRIP_PARTS) * 100}%`;

/** What the overview of a run is drawn of, for the eye alone. */
export const TimelineStripBar = memo(function TimelineStripBar({
  items,
  span,
  end,
}: {
  items: readonly TimelineItem[];
  span: StripSpan;
  /** How the run ended; null while it goes on. */
  end: RunState | null;
}) {
  const segments = useMemo(() => stripSegments(items, span), [items, span]);
  return (
    <span aria-hidden data-testid="timeline-strip">
      {segments.map(({ kind, from, to }) => (
        <span
          key={from}
          data-kind={kind}
          className={clsx(
            "absolute",
            KINDS[kind],
            from === 0 && "rounded-l-full",
            to === STRIP_PARTS && end === null && "rounded-r-full",
          )}
          style={{ left: percent(from), width: percent(to - from) }}
        />
      ))}
      {end !== null && (
        <span
          data-end={end}
          className={clsx(
            "absolute top-1 right-0 h-4 outline-2 outline-(--surface-card)",
            ENDS[end] ?? HOLLOW,
          )}
        />
      )}
    </span>
  );
});
