import type { TaskList } from "@/lib/contract/api";

/**
 * Over how many tasks the list is: "65 tasks", or filtered "12 of 65 tasks". Where the server has
 * more than Runboard has read: "106 read of 412 tasks", or filtered "12 of 106 tasks read; the
 * server has 412".
 */
export function knownWords({ total, over, upstreamTotal }: TaskList): string {
  const tasks = (count: number) => `${count} ${count === 1 ? "task" : "tasks"}`;
  // Only without filters is more counted than is known.
  if (total > over) return `${over} read of ${tasks(total)}`;
  const hasMore = upstreamTotal !== null && upstreamTotal > over;
  if (hasMore) return `${total} of ${tasks(over)} read; the server has ${upstreamTotal}`;
  return total === over ? tasks(over) : `${total} of ${tasks(over)}`;
}
