"use client";

/** Tells the shell that the session of this tab ended, without taking the page away. */
import { useEffect, useSyncExternalStore } from "react";
import { isSignedOut } from "./api-error.ts";

let ended = false;
const listeners = new Set<() => void>();

function set(value: boolean) {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

/** Reports the outcome of a screen's reads: signed out, or well again. */
export function useSessionWatch(error: unknown): void {
  const signedOut = isSignedOut(error);
  useEffect(() => {
    set(signedOut);
    return () => set(false);
  }, [signedOut]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the last read of the screen said that the session ended. */
export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => ended,
    () => false,
  );
