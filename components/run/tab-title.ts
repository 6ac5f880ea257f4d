import type { RunState } from "@/lib/contract/api";
import { STATE_LABEL } from "@/lib/run/state";

/** "● Waiting · Task name": the dot is for what needs the viewer, and for nothing else. */
export const tabTitle = (state: RunState, name: string): string =>
  state === "waiting" ? `● Waiting · ${name}` : `${STATE_LABEL[state]} · ${name}`;
