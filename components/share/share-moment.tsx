"use client";

import { exactTime } from "@/components/ui/time";
import { useHydrated, useNow } from "@/lib/client/now";
import { agoWords, inWords } from "@/lib/client/share-words";

/** A moment by its distance, ticking: "in 6 d" or "4 min ago"; hover gives it exactly. */
export function ShareMoment({ at }: { at: string }) {
  const atMs = Date.parse(at);
  const hydrated = useHydrated();
  const leftMs = atMs - useNow();
  return (
    <time
      dateTime={at}
      title={hydrated ? exactTime(atMs) : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {leftMs > 0 ? inWords(leftMs) : agoWords(-leftMs)}
    </time>
  );
}
