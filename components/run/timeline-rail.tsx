import { clsx } from "clsx";
import type { RunState } from "@/lib/contract/api";
import type { TimelineItem } from "@/lib/run/timeline";

const INK: Record<RunState, string> = {
  preparing: "border-line-strong",
  scheduled: "border-line-strong",
  running: "border-(--bar-running)",
  waiting: "border-(--bar-waiting)",
  completed: "border-completed",
  failed: "border-failed",
  stopped: "border-line-strong",
  unknown: "border-line-strong",
};

const END: Partial<Record<RunState, string>> = {
  completed: "bg-completed",
  failed: "bg-failed",
};

const BARS: Record<TimelineItem["bar"], string> = {
  work: "left-[12px] w-1 rounded-full bg-(--bar-running) forced-colors:bg-[CanvasText]",
  wait: "left-[13px] w-0.5 bg-line-strong forced-colors:bg-[CanvasText]",
  gap: "left-[10px] w-2 hatched forced-colors:border-t-0",
  none: "hidden",
};

/** The mark of an item and the bar of the stretch after it. */
export function TimelineRail({ item, last }: { item: TimelineItem; last: boolean }) {
  return (
    <span aria-hidden>
      <span
        className={clsx(
          "absolute top-[20px] z-10",
          last ? "bottom-1" : "bottom-[-12px]",
          BARS[item.bar],
          item.bar === "wait" &&
            item.state === "waiting" &&
            "!bg-(--bar-waiting) forced-colors:!bg-[CanvasText]",
        )}
      />
      {item.kind === "end" ? (
        <span
          className={clsx(
            "absolute top-[8px] z-10 left-[8px] size-3 rounded-[3px] forced-colors:bg-[CanvasText]",
            END[item.state] ?? "bg-line-strong",
          )}
        />
      ) : item.kind === "gap" ? (
        <span className="hatched absolute z-10 top-[8px] left-[10px] h-3.5 w-2 forced-colors:border-b-0" />
      ) : (
        <span
          className={clsx(
            "absolute top-[9px] z-10 left-[9px] size-2.5 rounded-full border-2 bg-card",
            INK[item.state],
            item.kind === "question" && "!bg-(--bar-waiting) forced-colors:!bg-[CanvasText]",
            (item.kind === "browser" || item.kind === "action") && "!rounded-[2px]",
          )}
        />
      )}
    </span>
  );
}
