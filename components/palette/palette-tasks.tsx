"use client";

import { Command } from "cmdk";
import { List, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { StatePill } from "@/components/status/state-pill";
import { leaveWindow } from "@/lib/client/shell-window";
import { taskQuery } from "@/lib/client/task-query";
import { useTaskSearch } from "@/lib/client/use-task-search";
import type { TaskRow } from "@/lib/contract/api";
import { taskName } from "@/lib/run/words";
import { PaletteItem } from "./palette-item";

/** The tasks that some text means; each leads to its newest run. */
export function PaletteTasks({ search }: { search: string }) {
  const [attempt, setAttempt] = useState(0);
  const { tasks, list, problem } = useTaskSearch(search, attempt);
  const router = useRouter();
  const go = (href: string) => {
    leaveWindow();
    router.push(href);
  };
  const open = ({ id, run }: TaskRow) =>
    go(`/tasks/${encodeURIComponent(id)}/runs/${encodeURIComponent(run?.id ?? "latest")}`);
  return (
    <Command.Group heading="Tasks">
      {tasks.map((task) => (
        <PaletteItem
          key={task.id}
          value={`task ${task.id}`}
          icon={<StatePill state={task.run?.state ?? "unknown"} compact fixed />}
          onSelect={() => open(task)}
        >
          {taskName(task)}
        </PaletteItem>
      ))}
      {list && list.total > tasks.length && (
        <PaletteItem
          value="all tasks"
          icon={<List aria-hidden />}
          onSelect={() => go(`/tasks${taskQuery({ q: search, state: [], page: 1 })}`)}
        >
          Show all {list.total} in the list
        </PaletteItem>
      )}
      {problem !== null && (
        <PaletteItem
          value="search again"
          icon={<RotateCw aria-hidden />}
          onSelect={() => setAttempt((number) => number + 1)}
        >
          Search again
        </PaletteItem>
      )}
      <p role="status" className="px-2.5 py-2 text-pretty text-muted empty:hidden">
        {problem !== null
          ? `The tasks could not be searched. ${problem}`
          : list === null
            ? tasks.length === 0 && "Searching tasks…"
            : list.total === 0 && emptyWords(search, list)}
      </p>
    </Command.Group>
  );
}

/** Where the server has more tasks than were read, the one that is meant may be among those. */
function emptyWords(
  search: string,
  { over, upstreamTotal }: { over: number; upstreamTotal: number | null },
): string {
  const none = `No task is called “${search}”`;
  const hasMore = upstreamTotal !== null && upstreamTotal > over;
  return hasMore
    ? `${none} among the ${over} that were read; the server has ${upstreamTotal}`
    : none;
}
