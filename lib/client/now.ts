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

/** When what is shown was read, in epoch ms, and whether nothing is known of the time since. */
export const KnownAt = createContext({ seenMs: 0, isStill: false });

/**
 * Now, or when it was last known what goes on: nothing ticks beyond that. Never before what was seen
 * last, which a clock of whole seconds may be: a part would be longer than the whole. In epoch ms.
 */
export function useKnownNow(): number {
  const nowMs = useNow();
  const { seenMs, isStill } = useContext(KnownAt);
  return isStill ? seenMs : Math.max(nowMs, seenMs);
}

/** What `KnownAt` is for something that was read so long ago, or could not be read again. */
export const knownAt = (
  { observedAt, stale }: { observedAt: string | null; stale: boolean },
  error: unknown,
) => ({
  seenMs: observedAt === null ? 0 : Date.parse(observedAt),
  isStill: observedAt !== null && (stale || !!error),
});

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
