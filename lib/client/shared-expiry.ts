"use client";

import { useSyncExternalStore } from "react";
import { serverNowMs } from "./server-clock.ts";

const LOOK_MS = 500;

/** A look now and then: a timer for the moment itself would not notice that the clock was put right. */
function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, LOOK_MS);
  return () => clearInterval(timer);
}

/**
 * Whether a moment is past by the server's clock, known without asking it.
 * @param at ISO 8601; null for none
 */
export const useIsPast = (at: string | null): boolean =>
  useSyncExternalStore(
    subscribe,
    () => at !== null && serverNowMs() >= Date.parse(at),
    () => false,
  );
