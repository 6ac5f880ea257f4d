"use client";

import { type KeyboardEvent, memo, type PointerEvent, useMemo, useState } from "react";
import { LocalTime, momentWords } from "@/components/ui/time";
import { useHydrated, useKnownNow } from "@/lib/client/now";
import { useInView, type ViewTeller } from "@/lib/client/timeline-view";
import type { RunState } from "@/lib/contract/api";
import type { TimelineItem } from "@/lib/run/timeline";
import { itemIndexAt } from "@/lib/run/timeline-find";
import { stripEndMs } from "@/lib/run/timeline-strip";
import { TimelineStripBar } from "./timeline-strip-bar";

type Props = {
  items: readonly TimelineItem[];
  /** Epoch ms. */
  startMs: number;
  /** Epoch ms; null while the run goes on. */
  endMs: number | null;
  /** How it ended; null while it goes on. */
  end: RunState | null;
  hasEarlier: boolean;
  inView: ViewTeller;
  /** Whether it is on its way to a moment. */
  isBusy: boolean;
  /** Takes epoch ms. */
  onJump: (ms: number) => void;
};

/** The whole run in one line, and a way to any moment of it. */
export const TimelineStrip = memo(function TimelineStrip(props: Props) {
  return props.endMs === null ? <Going {...props} /> : <Strip {...props} endMs={props.endMs} />;
});

const Going = (props: Props) => (
  <Strip {...props} endMs={stripEndMs(props.startMs, useKnownNow())} />
);

/** How finely a moment is chosen, and what an arrow key moves by. */
const FINE = 1_000;
const COARSE = 10;

const ARROWS: Record<string, number> = {
  ArrowLeft: -COARSE,
  ArrowDown: -COARSE,
  ArrowRight: COARSE,
  ArrowUp: COARSE,
};

const Strip = memo(function Strip({
  items,
  startMs,
  endMs,
  end,
  hasEarlier,
  inView,
  isBusy,
  onJump,
}: Props & { endMs: number }) {
  const span = useMemo(
    () => ({ startMs, endMs: Math.max(startMs + 1, endMs), hasEarlier }),
    [startMs, endMs, hasEarlier],
  );
  const spanMs = span.endMs - startMs;
  const isHydrated = useHydrated();
  const [pointedMs, setPointedMs] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const seen = useInView(inView);
  // Before the first entry and after the last one there is nothing else to see.
  const isFromStart = !seen || (seen.from === 0 && !hasEarlier);
  const from = isFromStart ? startMs : (items[seen.from]?.atMs ?? startMs);
  const to =
    !seen || seen.to >= items.length - 1 ? span.endMs : (items[seen.to]?.untilMs ?? span.endMs);
  const ofSpan = (ms: number) => Math.min(1, Math.max(0, (ms - startMs) / spanMs));
  const msOf = (fine: number) => startMs + (fine / FINE) * spanMs;
  const holds = chosen !== null && (isBusy || (msOf(chosen) >= from && msOf(chosen) <= to));
  const value = holds ? chosen : Math.round(ofSpan((from + to) / 2) * FINE);
  const words = (ms: number) => {
    const item = items[itemIndexAt(items, ms)];
    const isBefore = !item || ms < item.atMs;
    const what = !isBefore
      ? item.words
      : hasEarlier
        ? "Not read yet, opens when chosen"
        : "Nothing seen yet";
    return isHydrated ? `${momentWords(ms)} · ${what}` : what;
  };
  const choose = (fine: number) => {
    const within = Math.min(FINE, Math.max(0, fine));
    setChosen(within);
    onJump(msOf(within));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = ARROWS[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(value + by);
  };
  const onPoint = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointedMs(startMs + Math.min(1, Math.max(0, (event.clientX - left) / width)) * spanMs);
  };
  return (
    <div className="border-b border-line px-3 pt-0.5 pb-1 text-xs text-muted">
      <div
        className="relative h-6"
        onPointerMove={onPoint}
        onPointerLeave={() => setPointedMs(null)}
      >
        <TimelineStripBar items={items} span={span} end={end} />
        {seen && (
          <span
            aria-hidden
            className="pointer-events-none absolute bottom-0 h-0.5 min-w-1.5 rounded-full bg-muted forced-colors:bg-[CanvasText] print:hidden"
            style={{
              left: `min(${ofSpan(from) * 100}%, 100% - 6px)`,
              width: `${Math.max(0, ofSpan(to) - ofSpan(from)) * 100}%`,
            }}
          />
        )}
        {pointedMs !== null && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 w-px bg-ink"
            style={{ left: `${ofSpan(pointedMs) * 100}%` }}
          />
        )}
        <input
          type="range"
          aria-label="The whole run: go to a moment"
          aria-valuetext={words(msOf(value))}
          min={0}
          max={FINE}
          value={value}
          onChange={(event) => choose(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
          className="strip-range absolute inset-0 size-full rounded-sm"
        />
      </div>
      <div className="mt-1 flex gap-3">
        <LocalTime atMs={startMs} />
        <span aria-hidden className="min-w-0 flex-1 truncate text-center text-ink">
          {pointedMs !== null && words(pointedMs)}
        </span>
        {end === null ? <span>now</span> : <LocalTime atMs={span.endMs} />}
      </div>
    </div>
  );
});
