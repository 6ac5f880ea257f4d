import type { RunState } from "@/lib/contract/api";

/** The colour of a run that is drawn as a bar, as that of text. */
export const BAR_COLOURS: Record<RunState, string> = {
  preparing: "text-[var(--state-preparing)]",
  scheduled: "text-[var(--state-scheduled)]",
  running: "text-[var(--bar-running)]",
  waiting: "text-[var(--bar-waiting)]",
  completed: "text-[var(--state-completed)]",
  failed: "text-[var(--state-failed)]",
  stopped: "text-[var(--state-stopped)]",
  unknown: "text-[var(--state-unknown)]",
};
