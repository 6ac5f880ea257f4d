"use client";

import { clsx } from "clsx";
import { ListTree } from "lucide-react";
import { memo } from "react";
import { StatePill } from "@/components/status/state-pill";
import { Hint } from "@/components/ui/hint";
import { Link } from "@/components/ui/link";
import { openRow } from "@/components/ui/open-row";
import { Age, AgeAtMost } from "@/components/ui/time";
import { recentWords } from "@/lib/client/recent-runs";
import type { TaskRow as Task } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { stepBesideState, taskName } from "@/lib/run/words";
import { RecentBars } from "./recent-bars";

const GONE = { label: "Not listed", meaning: "No longer in this list" };

/**
 * A task and its newest run. It is drawn anew when one of them changes, not whenever it is read.
 * @param isGone whether the list no longer has it: how its run stands is then not known
 */
export const TaskRow = memo(function TaskRow({ task, isGone }: { task: Task; isGone: boolean }) {
  const name = taskName(task);
  const here = `/tasks/${encodeURIComponent(task.id)}`;
  const state = isGone ? "unknown" : (task.run?.state ?? "unknown");
  const step = isGone ? GONE.meaning : stepBesideState(task.run?.step ?? null, state);
  return (
    // By keyboard the row is reached by its link.
    <tr
      onClick={openRow}
      className="relative h-11 cursor-pointer hover:bg-raised has-[a[data-row]:focus-visible]:bg-raised"
    >
      <td className="pl-3">
        <StatePill state={state} compact fixed {...(isGone && GONE)} />
      </td>
      <td className="py-1">
        <Link
          data-row={task.id}
          href={`${here}/runs/${encodeURIComponent(task.run?.id ?? "latest")}`}
          title={name}
          className={clsx(
            "line-clamp-2 wrap-anywhere sm:line-clamp-1 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent",
            isGone && "text-muted",
          )}
        >
          {name}
        </Link>
        {step && (
          <p
            className="line-clamp-2 text-xs wrap-anywhere text-muted sm:line-clamp-1 lg:hidden"
            title={step}
          >
            {step}
          </p>
        )}
      </td>
      <td className="hidden truncate pl-4 text-muted lg:table-cell" title={step}>
        {step}
      </td>
      <td className="text-right text-muted @max-[15rem]:hidden">
        <span className="relative z-10">{isGone ? <NotListed /> : <Changed run={task.run} />}</span>
      </td>
      <td className="pr-2 text-right sm:pr-3 @max-[15rem]:hidden">
        <AllRuns task={task} recent={isGone ? [] : task.recent} href={here} />
      </td>
    </tr>
  );
});

/** The way to all runs, which shows the last few. */
function AllRuns({ task, recent, href }: { task: Task; recent: Task["recent"]; href: string }) {
  const words = recentWords(recent);
  const startedAt = task.run?.startedAt ?? null;
  return (
    <Hint text={words ? `${words}. Open all runs` : "Open all runs"}>
      <Link
        href={href}
        aria-label={[`All runs of ${taskName(task)}`, words].filter(Boolean).join(". ")}
        className={clsx(
          "relative z-10 inline-grid h-8 min-w-8 place-items-center rounded-lg align-middle text-muted hover:bg-card hover:text-ink",
          // Both end beneath the end of the heading.
          words ? "sm:px-1" : "sm:-mr-1",
        )}
      >
        <ListTree aria-hidden className={words ? "size-4 sm:hidden" : "size-4"} />
        {words && (
          <span className="hidden sm:block">
            <RecentBars runs={recent} sinceMs={startedAt === null ? null : Date.parse(startedAt)} />
          </span>
        )}
      </Link>
    </Hint>
  );
}

/** In place of when it changed: in words where the state has none. */
const NotListed = () => (
  <span aria-hidden>
    <span className="text-xs sm:hidden">{GONE.label}</span>
    <span className="hidden sm:inline">–</span>
  </span>
);

/** Ages are told in minutes: of what is that vague, only the most is known. */
const VAGUE_MS = 60_000;

/** When the run last changed, as far as that is known: it may have been over before it was seen. */
function Changed({ run }: { run: Task["run"] }) {
  if (run?.changedAt) {
    const atMs = Date.parse(run.changedAt);
    const withinMs = run.changedWithinMs ?? 0;
    if (withinMs < VAGUE_MS) return <Age atMs={atMs} />;
    return <AgeAtMost sinceMs={atMs - withinMs} why="Nobody watched when it changed" />;
  }
  const why = run && isEnded(run.state) ? "Ended before Runboard saw it" : "No change seen yet";
  if (run?.startedAt) return <AgeAtMost sinceMs={Date.parse(run.startedAt)} why={why} />;
  return (
    <span title={why}>
      <span aria-hidden>–</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
