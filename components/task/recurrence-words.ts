import type { RunList } from "@/lib/contract/api";

const KIND: Record<RunList["task"]["recurrence"], string> = {
  recurring: "Recurring task",
  "one-shot": "One-shot task",
  unknown: "Kind not known yet",
};

/** What kind of task it is, whether more runs may come, and how many there are: a piece for each. */
export function recurrenceWords({ task, total }: RunList): string[] {
  const future = task.active ? "active" : "inactive, no further runs";
  const count = total === null ? null : `${total} ${total === 1 ? "run" : "runs"}`;
  return [KIND[task.recurrence], future, ...(count === null ? [] : [count])];
}
