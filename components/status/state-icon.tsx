import {
  Activity,
  Ban,
  Check,
  CircleDashed,
  CircleQuestionMark,
  Clock,
  Hand,
  type LucideIcon,
  X,
} from "lucide-react";
import type { RunState } from "@/lib/contract/api";

const ICONS: Record<RunState, LucideIcon> = {
  preparing: CircleDashed,
  scheduled: Clock,
  running: Activity,
  waiting: Hand,
  completed: Check,
  failed: X,
  stopped: Ban,
  unknown: CircleQuestionMark,
};

/** A state's icon; the word beside it carries the name. Only a running run moves. */
export function StateIcon({ state }: { state: RunState }) {
  const Icon = ICONS[state];
  return (
    <Icon
      aria-hidden
      className={state === "running" ? "size-4 shrink-0 animate-heartbeat" : "size-4 shrink-0"}
    />
  );
}
