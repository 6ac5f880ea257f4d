import type { RunList } from "@/lib/contract/api";

const KIND: Record<RunList["task"]["recurrence"], string> = {
  recurring: "Recurring task",
  "one-shot": "One-shot task",
  unknown: "One-shot or recurring is not known yet",
};

/** What kind of task it is, whether more runs may come, and how many there are. */
export function recurrenceWords({ task, total }: RunList): string {
  const future = task.active ? "active" : "inactive, no further runs";
  const count = total === null ? null : `${total} ${total === 1 ? "run" : "runs"}`;
  return [KIND[task.recurrence], future, count].filter(Boolean).join(" · ");
}
