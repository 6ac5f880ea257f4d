"use client";

import { Command } from "cmdk";
import { List, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { StatePill } from "@/components/status/state-pill";
import { leaveWindow } from "@/lib/client/shell-window";
import { taskQuery } from "@/lib/client/task-query";
import type { TaskSearch } from "@/lib/client/use-task-search";
import type { TaskRow } from "@/lib/contract/api";
import { taskName } from "@/lib/run/words";
import { PaletteItem } from "./palette-item";

/**
 * The tasks that some text means; each leads to its newest run.
 * @param found what a search for it has found
 * @param onAgain searches once more, after a failure
 */
export function PaletteTasks({
  search,
  found: { tasks, list, problem },
  onAgain,
}: {
  search: string;
  found: TaskSearch;
  onAgain: () => void;
}) {
  const router = useRouter();
  const go = (href: string) => {
    leaveWindow();
    router.push(href);
  };
  const open = ({ id, run }: TaskRow) =>
    go(`/tasks/${encodeURIComponent(id)}/runs/${encodeURIComponent(run?.id ?? "latest")}`);
  if (tasks.length === 0 && problem === null) return null;
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
        <PaletteItem value="search again" icon={<RotateCw aria-hidden />} onSelect={onAgain}>
          Search again
        </PaletteItem>
      )}
    </Command.Group>
  );
}

/** How the search stands, where there is no task to show for it; "" when nothing is to be said. */
export function searchWords(search: string, { tasks, list, problem }: TaskSearch): string {
  if (search === "") return "";
  if (problem !== null) return `The tasks could not be searched. ${problem}`;
  if (list === null) return tasks.length === 0 ? "Searching tasks…" : "";
  return list.total === 0 ? emptyWords(search, list) : "";
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
