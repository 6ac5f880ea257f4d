import type { TaskList } from "@/lib/contract/api";

/** Over how many tasks filters and order are: "12 tasks of 106 known; the server has 412". */
export function knownWords({ total, over, upstreamTotal }: TaskList): string {
  const tasks = `${total} ${total === 1 ? "task" : "tasks"} of ${over} known`;
  return upstreamTotal === null ? tasks : `${tasks}; the server has ${upstreamTotal}`;
}
