/** Which parts of a run a shared view has, and which of them stands beside the timeline. Pure. */
import type { SharedRunView } from "../contract/shares.ts";
import { isEnded } from "../run/state.ts";

export type SharedPart = "live" | "timeline" | "result";

export type SharedParts = {
  /** In the order of their tabs. */
  all: SharedPart[];
  /** What the wide layout shows beside the timeline; null when that has the width to itself. */
  left: Exclude<SharedPart, "timeline"> | null;
};

/** The live view goes with the run's end, whether or not there is a result to take its place. */
export function sharedParts(view: Pick<SharedRunView, "state" | "live" | "result">): SharedParts {
  const isLive = view.live !== undefined && !isEnded(view.state);
  const hasResult = view.result !== undefined;
  // As on the owner's page, an older run that nobody watched may be "unknown" and have a result.
  const isTold = view.state === "unknown" && view.result;
  const all: (SharedPart | false)[] = [isLive && "live", "timeline", hasResult && "result"];
  return {
    all: all.filter((part) => part !== false),
    left: isLive && !isTold ? "live" : hasResult ? "result" : null,
  };
}
