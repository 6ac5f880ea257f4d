"use client";

import { ListTree } from "lucide-react";
import { Link } from "@/components/ui/link";
import { StatePill } from "@/components/status/state-pill";
import { openRow } from "@/components/ui/open-row";
import { Age, AgeAtMost } from "@/components/ui/time";
import type { TaskRow } from "@/lib/contract/api";
import { isEnded, STATE_LABEL } from "@/lib/run/state";
import { stepWords, taskName } from "@/lib/run/words";

/** One row per task; the whole row leads to its newest run. */
export function TaskTable({ tasks }: { tasks: TaskRow[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card">
      <table className="w-full table-fixed border-collapse text-left">
        <thead>
          <tr className="h-8 border-b border-line text-xs text-muted">
            <th scope="col" className="w-12 pl-3 font-medium sm:w-40">
              <span className="sr-only sm:not-sr-only">State</span>
            </th>
            <th scope="col" className="font-medium md:w-2/5">
              Task
            </th>
            <th scope="col" className="hidden pl-4 font-medium md:table-cell">
              Current step
            </th>
            <th scope="col" className="w-18 text-right font-medium sm:w-24">
              Changed
            </th>
            <th scope="col" className="w-12 sm:w-14">
              <span className="sr-only">All runs</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {tasks.map((task) => (
            <Row key={task.id} task={task} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ task }: { task: TaskRow }) {
  const name = taskName(task);
  const here = `/tasks/${encodeURIComponent(task.id)}`;
  const state = task.run?.state ?? "unknown";
  // Without words of its own a step would only repeat the pill.
  const words = stepWords(task.run?.step ?? null, state);
  const step = words === STATE_LABEL[state] ? "" : words;
  return (
    // By keyboard the row is reached by its link.
    <tr
      onClick={openRow}
      className="relative h-11 cursor-pointer hover:bg-raised has-[a[data-row]:focus-visible]:bg-raised"
    >
      <td className="pl-3">
        <StatePill state={state} compact fixed />
      </td>
      <td className="truncate">
        <Link
          data-row
          href={`${here}/runs/${encodeURIComponent(task.run?.id ?? "latest")}`}
          title={name}
          className="outline-offset-[-2px] after:absolute after:inset-0"
        >
          {name}
        </Link>
      </td>
      <td className="hidden truncate pl-4 text-muted md:table-cell" title={step}>
        {step}
      </td>
      <td className="text-right text-muted">
        <span className="relative z-10">
          <Changed run={task.run} />
        </span>
      </td>
      <td className="pr-2 text-right sm:pr-3">
        <Link
          href={here}
          aria-label={`All runs of ${name}`}
          title="All runs"
          className="relative z-10 inline-grid size-8 place-items-center rounded-lg text-muted hover:bg-card hover:text-ink"
        >
          <ListTree className="size-4" aria-hidden />
        </Link>
      </td>
    </tr>
  );
}

/** When the run last changed, as far as that is known: it may have been over before it was seen. */
function Changed({ run }: { run: TaskRow["run"] }) {
  if (run?.changedAt) return <Age atMs={Date.parse(run.changedAt)} />;
  const why = run && isEnded(run.state) ? "Ended before Runboard saw it" : "No change seen yet";
  if (run?.startedAt) return <AgeAtMost sinceMs={Date.parse(run.startedAt)} why={why} />;
  return (
    <span title={why}>
      <span aria-hidden>–</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
