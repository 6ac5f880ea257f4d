"use client";

/** Which items of a timeline are in view: told to whoever draws that, without drawing the rows. */
import { useSyncExternalStore } from "react";

/** Places of items, both included. */
export type InView = { from: number; to: number };

export type ViewTeller = {
  get: () => InView | null;
  tell: (inView: InView) => void;
  subscribe: (listener: () => void) => () => void;
};

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

export const useInView = (teller: ViewTeller): InView | null =>
  useSyncExternalStore(teller.subscribe, teller.get, () => null);
