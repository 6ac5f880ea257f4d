import type { TaskFilter } from "@/lib/client/task-query";
import { STATE_LABEL } from "@/lib/run/state";

/**
 * Which filters no task passes: "No task has “lamp” in its name or id.", "No task
 * is failed or stopped.", or both.
 */
export function noMatchWords({ q, state }: Pick<TaskFilter, "q" | "state">): string {
  const states = state.map((one) => STATE_LABEL[one].toLowerCase()).join(" or ");
  const text = q && `has “${q}” in its name or id`;
  if (!states) return text ? `No task ${text}.` : "No task is known.";
  return text ? `No task that is ${states} ${text}.` : `No task is ${states}.`;
}
