/** The filter of the task list and its address: the page's query and the API's are the same. */
import type { RunState } from "../contract/api.ts";

export type TaskFilter = { page: number; state: readonly RunState[]; q: string };

/** The query of a filter with its `?`, without what is default; "" when all is. */
export function taskQuery(filter: TaskFilter): string {
  const query = new URLSearchParams();
  if (filter.q) query.set("q", filter.q);
  if (filter.state.length > 0) query.set("state", filter.state.join(","));
  if (filter.page > 1) query.set("page", String(filter.page));
  const text = query.toString();
  return text && `?${text}`;
}
