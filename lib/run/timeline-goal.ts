/** How to get to an entry of a timeline that may have to be read first. Pure. */
import type { Transition } from "../contract/api.ts";
import type { TimelineItem } from "./timeline.ts";
import { itemIndexAt, itemIndexOf } from "./timeline-find.ts";

/** What somebody wants to see: an entry by its seq, or what was going on at a moment in epoch ms. */
export type Goal = { seq: number } | { ms: number };

/** `missing`: there is nothing to be shown, and reading on would not bring it. */
type GoalStep = { is: "there"; index: number } | { is: "missing" | "read" | "wait" };

/**
 * What is to be done next.
 * @param held.items oldest first
 * @param held.hasEarlier whether there are entries before them
 * @param held.isReading whether those are on their way, or could not be read
 * @param held.askedBefore key of the first item when earlier ones were asked for the last time
 */
export function goalStep(
  goal: Goal,
  held: {
    items: readonly TimelineItem[];
    hasEarlier: boolean;
    isReading: boolean;
    askedBefore: number;
  },
): GoalStep {
  const { items, hasEarlier, isReading, askedBefore } = held;
  const [first] = items;
  if (!first) return { is: "missing" };
  if ("seq" in goal) {
    const index = itemIndexOf(items, goal.seq);
    if (index >= 0) return { is: "there", index };
    if (goal.seq <= 0 || goal.seq >= first.key) return { is: "missing" };
  } else if (!hasEarlier || first.atMs <= goal.ms) {
    return { is: "there", index: itemIndexAt(items, goal.ms) };
  }
  if (!hasEarlier) return { is: "missing" };
  if (isReading) return { is: "wait" };
  // What brought nothing once is not asked for again.
  return { is: askedBefore === first.key ? "missing" : "read" };
}

/** Whether `first`, the oldest one held, is early enough for a goal. */
export const isEarlyEnough = (goal: Goal, first: Transition): boolean =>
  "seq" in goal ? first.seq <= goal.seq : Date.parse(first.at) <= goal.ms;
