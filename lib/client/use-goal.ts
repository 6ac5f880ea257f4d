"use client";

import { useEffect, useRef, useState } from "react";
import type { Transition } from "../contract/api.ts";
import type { TimelineItem } from "../run/timeline.ts";
import { itemIndexAt, itemIndexOf } from "../run/timeline-find.ts";
import type { useEarlier } from "./use-earlier.ts";

/** What somebody wants to see: an entry by its seq, or what was going on at a moment in epoch ms. */
export type Goal = { seq: number } | { ms: number };

type Options = {
  items: readonly TimelineItem[];
  hasEarlier: boolean;
  earlier: ReturnType<typeof useEarlier>;
  /** Called once it is there, with its place. */
  arrive: (index: number, goal: Goal) => void;
};

/**
 * Goes to an entry that may have to be read first.
 * @returns `isMissing` when there is no such entry
 */
export function useGoal({ items, hasEarlier, earlier: { state, load }, arrive }: Options) {
  const [goal, setGoal] = useState<Goal | null>(null);
  const [isMissing, setMissing] = useState(false);
  const askedBefore = useRef(0);
  useEffect(() => {
    const first = items[0];
    if (!goal) {
      askedBefore.current = 0;
      return;
    }
    const over = (missing: boolean) => {
      setMissing(missing);
      setGoal(null);
    };
    const index = "seq" in goal ? itemIndexOf(items, goal.seq) : itemIndexAt(items, goal.ms);
    const isThere = "seq" in goal ? index >= 0 : !hasEarlier || (first?.atMs ?? 0) <= goal.ms;
    if (isThere) {
      arrive(index, goal);
      over(false);
      return;
    }
    const mayCome = "seq" in goal ? goal.seq > 0 && goal.seq < (first?.key ?? 0) : true;
    // What brought nothing once is not asked for again.
    if (
      !hasEarlier ||
      !first ||
      !mayCome ||
      (state === "idle" && askedBefore.current === first.key)
    )
      return over(true);
    if (state !== "idle") return;
    askedBefore.current = first.key;
    load((one: Transition) =>
      "seq" in goal ? one.seq <= goal.seq : Date.parse(one.at) <= goal.ms,
    );
  }, [goal, items, hasEarlier, state, load, arrive]);
  return { goal, setGoal, isMissing };
}
