"use client";

import { useKnownNow } from "@/lib/client/now";
import type { Asked } from "@/lib/client/run-banner";
import { durationWords } from "@/lib/run/words";

/** A question that was just seen has not waited for a time worth telling. */
const JUST_MS = 2_000;

/** "waiting 1m 20s", ticking; "at least" where the question may have been open before it was seen. */
export function WaitingSince({ asked: { atMs, isVague } }: { asked: Asked }) {
  const forMs = useKnownNow() - atMs;
  return (
    <span className="tabular-nums">
      waiting{forMs >= JUST_MS && ` ${isVague ? "at least " : ""}${durationWords(forMs)}`}
    </span>
  );
}
