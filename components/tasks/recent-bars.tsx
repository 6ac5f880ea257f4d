"use client";

import { clsx } from "clsx";
import { BAR_COLOURS } from "@/components/task/bar-colours";
import { useNow } from "@/lib/client/now";
import { type RecentBar, recentBars } from "@/lib/client/recent-runs";
import type { RecentRun, RunState } from "@/lib/contract/api";

const WIDTH = 6;
const STEP = 9;
const HEIGHT = 20;
const LEAST = 4;
/** What is left above a bar for the mark of a run that failed. */
const TALLEST = HEIGHT - 5;
const SLOTS = 6;
/** Of a bar whose length nobody knows. */
const STUB = 10;
const LINE = "h6v-2h-6z";
const STRIPED = `${LINE}m0-4${LINE}m0-4${LINE}`;
const TOPLESS: Partial<Record<RunState, string>> = {
  stopped: "h6v-10h-1.5v8.5h-3v-8.5h-1.5z",
  unknown: LINE,
};

/**
 * The last runs of a task, the newest at the right end: filled completed, with a mark above failed,
 * hollow stopped, dashed going on, a stub without a top where nobody knows how long it took: striped,
 * or hollow. A line on the ground is of a run nobody knows. Words for it are up to whoever draws it.
 * @param sinceMs when the newest one began, which may go on; null when that is not known
 */
export function RecentBars({ runs, sinceMs }: { runs: RecentRun[]; sinceMs: number | null }) {
  const { bars, longestMs } = recentBars(runs);
  const first = SLOTS - bars.length;
  return (
    <svg
      aria-hidden
      width={SLOTS * STEP - (STEP - WIDTH)}
      height={HEIGHT}
      className="pointer-events-none shrink-0"
    >
      {bars.map((bar, index) => {
        const x = (first + index) * STEP;
        const isNewest = index === bars.length - 1;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a bar is its place and nothing else
          <g
            key={x}
            className={clsx(BAR_COLOURS[bar.state], "forced-colors:text-inherit")}
            fill="currentColor"
            stroke="none"
          >
            {bar.length === "growing" && isNewest && sinceMs !== null && longestMs > 0 ? (
              <Growing x={x} sinceMs={sinceMs} longestMs={longestMs} />
            ) : (
              <Column x={x} bar={bar} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function Column({ x, bar }: { x: number; bar: RecentBar }) {
  if (bar.length === "growing") return <Dashed x={x} share={1} />;
  const height = bar.share === null ? STUB : heightOf(bar.share);
  const y = HEIGHT - height;
  return (
    <>
      {bar.share === null ? (
        <path d={`M${x} ${HEIGHT}${TOPLESS[bar.state] ?? STRIPED}`} />
      ) : bar.state === "stopped" ? (
        <Outline x={x} height={height} />
      ) : (
        <rect x={x} y={y} width={WIDTH} height={height} rx={1.5} />
      )}
      {bar.state === "failed" && <rect x={x + 1.5} y={y - 5} width={3} height={3} rx={0.5} />}
    </>
  );
}

const heightOf = (share: number): number =>
  Math.max(LEAST, Math.round(Math.min(1, share) * TALLEST));

function Outline({ x, height, dashes }: { x: number; height: number; dashes?: string }) {
  return (
    <rect
      x={x + 0.75}
      y={HEIGHT - height + 0.75}
      width={WIDTH - 1.5}
      height={height - 1.5}
      rx={1}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeDasharray={dashes}
    />
  );
}

const Dashed = ({ x, share }: { x: number; share: number }) => (
  <Outline x={x} height={heightOf(share)} dashes="2.5 1.5" />
);

/** As far as it has come, by the scale of those that are over. */
function Growing({ x, sinceMs, longestMs }: { x: number; sinceMs: number; longestMs: number }) {
  return <Dashed x={x} share={Math.max(0, useNow() - sinceMs) / longestMs} />;
}
