import type { TaskList } from "@/lib/contract/api";

/**
 * Over how many tasks filters and order are: "65 tasks", "12 of 65 tasks", or, where the server has
 * more than Runboard has read, "12 of 106 tasks read; the server has 412".
 */
export function knownWords({ total, over, upstreamTotal }: TaskList): string {
  const tasks = over === 1 ? "task" : "tasks";
  const count = total === over ? `${over} ${tasks}` : `${total} of ${over} ${tasks}`;
  const hasMore = upstreamTotal !== null && upstreamTotal > over;
  return hasMore ? `${count} read; the server has ${upstreamTotal}` : count;
}
