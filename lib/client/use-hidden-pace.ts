"use client";

import { useEffect, useEffectEvent } from "react";
import { hiddenPaceMs } from "./hidden-pace.ts";
import { usePageHidden } from "./page-visibility.ts";

/**
 * Keeps reading in a tab in the background where the browser holds SWR's own timer up. Chromium does
 * so with timers that set the next one themselves (once a minute after five), which SWR's do not, as
 * each is set by an answer; others have rules of their own.
 * @param last what was read last; another, and the wait begins anew
 * @param interval how long SWR waits there until the next read, in ms; 0 when it reads no more
 * @param read reads again
 * @param error what the last read failed with, where a failure may end it or ask to wait
 */
export function useHiddenPace<T>(
  last: T | undefined,
  interval: (last: T | undefined) => number,
  read: () => Promise<unknown>,
  error?: unknown,
): void {
  const hidden = usePageHidden();
  const readAgain = useEffectEvent(read);
  useEffect(() => {
    const ms = hidden ? hiddenPaceMs(interval(last), error) : 0;
    if (ms === 0) return;
    const leaving = new AbortController();
    import("./steady-timer.ts").then(
      ({ keepPace }) => keepPace(() => void readAgain(), ms, leaving.signal),
      () => undefined, // Then it is read as often as the browser lets the page.
    );
    return () => leaving.abort();
  }, [hidden, last, interval, error]);
}
