"use client";

import { useEffect, useRef, useState } from "react";
import type { TimelineItem } from "../run/timeline.ts";
import { type Goal, goalStep, isEarlyEnough } from "../run/timeline-goal.ts";
import type { useEarlier } from "./use-earlier.ts";

type Options = {
  items: readonly TimelineItem[];
  hasEarlier: boolean;
  earlier: ReturnType<typeof useEarlier>;
  /** Called once it is there, with its place. */
  arrive: (index: number, goal: Goal) => void;
};

/**
 * Goes to an entry that may have to be read first.
 * @returns `missing`: the seq of the entry that was looked for last, where there is none
 */
export function useGoal({ items, hasEarlier, earlier: { state, load }, arrive }: Options) {
  const [goal, setGoal] = useState<Goal | null>(null);
  const [missing, setMissing] = useState<number | null>(null);
  const askedBefore = useRef(0);
  useEffect(() => {
    if (!goal) {
      askedBefore.current = 0;
      return;
    }
    const isReading = state !== "idle";
    const step = goalStep(goal, {
      items,
      hasEarlier,
      isReading,
      askedBefore: askedBefore.current,
    });
    if (step.is === "wait") return;
    if (step.is === "read") {
      askedBefore.current = items[0]?.key ?? 0;
      load((first) => isEarlyEnough(goal, first));
      return;
    }
    if (step.is === "there") arrive(step.index, goal);
    setMissing(step.is === "missing" && "seq" in goal ? goal.seq : null);
    setGoal(null);
  }, [goal, items, hasEarlier, state, load, arrive]);
  return { goal, setGoal, missing };
}
