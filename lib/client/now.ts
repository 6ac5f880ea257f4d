"use client";

/** One clock of 1 s for everything that ticks. Use it in leaves only: each tick renders again. */
import { createContext, useContext, useSyncExternalStore } from "react";
import { serverNowMs } from "./server-clock.ts";

const SECOND_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function schedule() {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      schedule();
    },
    SECOND_MS - (serverNowMs() % SECOND_MS) + 5,
  );
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) schedule();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** Whole seconds, so that reads within one render agree. */
const snapshot = () => Math.floor(serverNowMs() / SECOND_MS) * SECOND_MS;

/** When the server rendered the page, in epoch ms: what its first paint counts ages from. */
export const RenderedAt = createContext(0);

/** Now by the server's clock, in epoch ms, once a second. */
export function useNow(): number {
  const renderedAtMs = useContext(RenderedAt);
  return useSyncExternalStore(subscribe, snapshot, () => renderedAtMs);
}

/** As of when what is shown is known, in epoch ms; null while it is kept up to date. */
export const KnownAt = createContext<number | null>(null);

/** Now, or when it was last known what goes on: nothing ticks beyond that. In epoch ms. */
export function useKnownNow(): number {
  const nowMs = useNow();
  return useContext(KnownAt) ?? nowMs;
}

/** What `KnownAt` is for something that was read so long ago, or could not be read again. */
export const knownAtMs = (
  { observedAt, stale }: { observedAt: string | null; stale: boolean },
  error: unknown,
): number | null => (observedAt !== null && (stale || error) ? Date.parse(observedAt) : null);

const never = () => () => undefined;

/**
 * False on the server and in the first paint, true from then on: for what needs the viewer's zone,
 * or the page's script.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
