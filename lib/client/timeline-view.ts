"use client";

/** Which items of a timeline are in view: told to whoever draws that, without drawing the rows. */
import { useSyncExternalStore } from "react";

/** Places of items, both included. */
export type InView = { from: number; to: number };

/** Holds what is in view; `tell` calls whoever listens, when it is something else than before. */
export type ViewTeller = {
  get: () => InView | null;
  tell: (inView: InView) => void;
  subscribe: (listener: () => void) => () => void;
};

/** One for a timeline: nothing is in view until it is told. */
export function createViewTeller(): ViewTeller {
  let held: InView | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    tell: (inView) => {
      if (held?.from === inView.from && held.to === inView.to) return;
      held = inView;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is in view now, drawn anew when it changes; null before it was told. */
export const useInView = (teller: ViewTeller): InView | null =>
  useSyncExternalStore(teller.subscribe, teller.get, () => null);
