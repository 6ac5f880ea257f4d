"use client";

import { memo, type ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { StatePill } from "@/components/status/state-pill";
import { openRow } from "@/components/ui/open-row";
import { Duration, LocalTime } from "@/components/ui/time";
import type { RunRow } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { durationWords, shortId, stepBesideState } from "@/lib/run/words";

/** The frame of the list, whether or not its rows are there yet. */
export function RunTableFrame({ children, isEmpty }: { children: ReactNode; isEmpty?: boolean }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card" aria-hidden={isEmpty}>
      <table className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="h-8 border-b border-line text-xs text-muted">
            <th scope="col" className="w-12 pl-3 font-medium sm:w-40">
              <span className="sr-only sm:not-sr-only">State</span>
            </th>
            <th scope="col" className="w-24 font-medium sm:w-32">
              Run
            </th>
            <th scope="col" className="hidden font-medium md:table-cell">
              Step
            </th>
            <th scope="col" className="font-medium sm:w-28 lg:w-48">
              Started
            </th>
            <th scope="col" className="w-26 pr-3 text-right font-medium sm:w-28 lg:w-36">
              Duration
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

/** The runs of a task, newest first; the whole row leads to the run. */
export const RunTable = ({ base, runs }: { base: string; runs: RunRow[] }) => (
  <RunTableFrame>
    {runs.map((run) => (
      <Row key={run.id} base={base} run={run} />
    ))}
  </RunTableFrame>
);

const Row = memo(function Row({ base, run }: { base: string; run: RunRow }) {
  const step = stepBesideState(run.step, run.state);
  return (
    // By keyboard the row is reached by its link.
    <tr
      onClick={openRow}
      className="relative h-11 cursor-pointer hover:bg-raised has-[a[data-row]:focus-visible]:bg-raised"
    >
      <td className="pl-3">
        <StatePill state={run.state} compact fixed />
      </td>
      <td>
        <Link
          data-row={run.id}
          href={`${base}/runs/${encodeURIComponent(run.id)}`}
          title={run.id}
          aria-label={`Run ${shortId(run.id)}`}
          className="block font-mono text-xs leading-11 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {shortId(run.id)}
        </Link>
      </td>
      <td className="hidden truncate pr-4 text-muted md:table-cell" title={step}>
        {step}
      </td>
      <td className="py-1 text-muted">
        <span className="relative z-10">
          {run.startedAt ? <LocalTime atMs={Date.parse(run.startedAt)} /> : "not recorded"}
        </span>
      </td>
      <td className="pr-3 text-right text-muted">
        <RunDuration run={run} />
      </td>
    </tr>
  );
});

function RunDuration({ run }: { run: RunRow }) {
  if (run.durationMs !== null) {
    return <span className="tabular-nums">{durationWords(run.durationMs)}</span>;
  }
  const ongoing = run.startedAt !== null && !isEnded(run.state) && run.state !== "unknown";
  return ongoing && run.startedAt ? (
    <Duration fromMs={Date.parse(run.startedAt)} toMs={null} />
  ) : (
    "not recorded"
  );
}
