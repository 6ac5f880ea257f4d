"use client";

import { clsx } from "clsx";
import { Link } from "@/components/ui/link";
import { StateIcon } from "@/components/status/state-icon";
import { Hint } from "@/components/ui/hint";
import { Duration } from "@/components/ui/time";
import { useHydrated, useNow } from "@/lib/client/now";
import { type RunBar, runBarName, runBars } from "@/lib/client/run-bars";
import type { RunRow } from "@/lib/contract/api";
import { durationWords } from "@/lib/run/words";
import { BAR_COLOURS } from "./bar-colours";

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** How long the runs of a page took and how they ended, the newest on the right. */
export function RunChart({ base, runs }: { base: string; runs: RunRow[] }) {
  if (runs.length < 2) return null;
  const { bars, longestMs } = runBars(runs);
  const growing = bars.find(({ length }) => length === "growing")?.run.startedAt;
  return (
    <section
      aria-label="Runs over time"
      className="flex flex-col gap-2 rounded-lg border border-line bg-card px-3 py-2"
    >
      <h2 className="flex flex-wrap items-baseline gap-x-2 font-medium">
        Runs over time
        <span className="text-xs font-normal text-muted">
          {runs.length} runs, the newest on the right ·{" "}
          {longestMs !== null ? (
            `longest ${durationWords(longestMs)}`
          ) : growing ? (
            <>
              longest so far <Duration fromMs={Date.parse(growing)} toMs={null} />
            </>
          ) : (
            "no duration recorded"
          )}
        </span>
      </h2>
      <ol
        className={clsx(
          "flex h-24 gap-px sm:gap-1 sm:[&_svg]:size-3.5",
          runs.length > 15 ? "[&_svg]:size-2.5" : "[&_svg]:size-3.5",
        )}
      >
        {bars.map((bar) => (
          <li key={bar.run.id} className="h-full max-w-10 min-w-0 flex-1">
            <Bar base={base} bar={bar} longestMs={longestMs} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Bar({ base, bar, longestMs }: { base: string; bar: RunBar; longestMs: number | null }) {
  const { run, length, share } = bar;
  const hydrated = useHydrated();
  const startedAtMs = run.startedAt && hydrated ? Date.parse(run.startedAt) : null;
  const name = runBarName(bar, startedAtMs === null ? "" : moment.format(startedAtMs));
  return (
    <Hint text={name}>
      <Link
        href={`${base}/runs/${encodeURIComponent(run.id)}`}
        aria-label={name}
        className={clsx(
          "flex h-full flex-col items-center gap-1 rounded-sm hover:bg-raised",
          BAR_COLOURS[run.state],
        )}
      >
        <span className="flex min-h-0 w-full flex-1 flex-col justify-end px-px">
          {length === "growing" && run.startedAt ? (
            <Growing sinceMs={Date.parse(run.startedAt)} longestMs={longestMs} />
          ) : (
            <Column share={share ?? 0} isHatched={length === "unknown"} />
          )}
        </span>
        <StateIcon state={run.state} />
      </Link>
    </Hint>
  );
}

/** Hatched where nothing says that it ends there. */
const Column = ({ share, isHatched }: { share: number; isHatched: boolean }) => (
  <span
    style={{
      height: `${Math.min(1, share) * 100}%`,
      ...(isHatched && {
        background:
          "repeating-linear-gradient(-45deg, currentColor 0 1.5px, transparent 1.5px 5px)",
      }),
    }}
    className={clsx(
      "min-h-1.5 w-full rounded-t-[2px] border border-current",
      isHatched ? "forced-colors:border-dashed" : "bg-current forced-colors:bg-[LinkText]",
    )}
  />
);

/** Of a run that goes on: as far as it has come, by the scale of those that are over. */
function Growing({ sinceMs, longestMs }: { sinceMs: number; longestMs: number | null }) {
  const now = useNow();
  const share = longestMs === null ? 1 : Math.max(0, now - sinceMs) / Math.max(1, longestMs);
  return <Column share={share} isHatched />;
}
