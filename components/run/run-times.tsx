"use client";

import { Hint } from "@/components/ui/hint";
import { Duration, exactTime, LocalTime } from "@/components/ui/time";
import type { RunState, RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { begunWords } from "@/lib/run/words";

/** A shared view has no run id, and always a run. */
type Timed = Pick<RunView, "state" | "startedAt" | "endedAt"> & Partial<Pick<RunView, "runId">>;

const GOES_ON: Partial<Record<RunState, string>> = { scheduled: "waiting ", running: "running " };

/** "Started 12:03:10 · running 2m 14s"; hover or focus gives exact times, local and UTC. */
export function RunTimes({ view }: { view: Timed }) {
  const ended = isEnded(view.state);
  if (!view.startedAt) {
    return <span>{view.runId === null ? "Not started" : "Start not recorded"}</span>;
  }
  const begun = begunWords(view.state);
  const goesOn = GOES_ON[view.state];
  const startMs = Date.parse(view.startedAt);
  const endMs = view.endedAt === null ? null : Date.parse(view.endedAt);
  return (
    <>
      <span>
        <Hint
          text={
            <span className="grid gap-0.5 tabular-nums">
              <span>
                {begun} {exactTime(startMs)}
              </span>
              {endMs !== null && <span>Ended {exactTime(endMs)}</span>}
            </span>
          }
        >
          {/* The hint replaces the browser's own: both at once would cover each other. */}
          <span
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- exact times show on focus
            tabIndex={0}
            className="rounded"
          >
            {begun} <LocalTime atMs={startMs} hint={false} />
          </span>
        </Hint>
      </span>
      {ended && endMs === null ? (
        <span>end not recorded</span>
      ) : (
        <span>
          {ended ? "took " : goesOn}
          <Duration fromMs={startMs} toMs={ended ? endMs : null} />
          {!ended && !goesOn && " so far"}
        </span>
      )}
    </>
  );
}
