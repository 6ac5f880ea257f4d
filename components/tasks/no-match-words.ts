import type { TaskFilter } from "@/lib/client/task-query";
import type { TaskList } from "@/lib/contract/api";
import { STATE_LABEL } from "@/lib/run/state";

/**
 * Which filters no task passes: "No task has “lamp” in its name or id.", "No task is in the state
 * Failed or Stopped.", or both. Where the server has more tasks than were read, it says so: of those
 * nothing is known.
 */
export function noMatchWords(
  { q, state }: Pick<TaskFilter, "q" | "state">,
  { over, upstreamTotal }: Pick<TaskList, "over" | "upstreamTotal">,
): string {
  const states = state.map((one) => STATE_LABEL[one]).join(" or ");
  const hasMore = upstreamTotal !== null && upstreamTotal > over;
  const among = hasMore ? `No task among the ${over} that were read` : "No task";
  const inState = states && ` ${q ? "in" : "is in"} the state ${states}`;
  const text = q && ` has “${q}” in its name or id`;
  return `${among}${inState}${text}${hasMore ? `; the server has ${upstreamTotal}` : ""}.`;
}
