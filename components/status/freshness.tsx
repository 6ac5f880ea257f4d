"use client";

import { clsx } from "clsx";
import { exactTime } from "@/components/ui/time";
import type { ApiError } from "@/lib/client/api-error";
import { type FreshnessTone, freshnessWords, STALE_WORDS } from "@/lib/client/freshness-words";
import { useHydrated, useNow } from "@/lib/client/now";
import { useOnline } from "@/lib/client/online";
import { nextTryAtMs } from "@/lib/client/polling";
import type { Freshness as Fresh } from "@/lib/contract/api";

const DOTS: Record<FreshnessTone, string> = {
  live: "bg-completed forced-colors:bg-[CanvasText]",
  reconnecting: "border border-line-strong",
  old: "border border-line-strong",
  final: "bg-line-strong forced-colors:bg-[CanvasText]",
};

/** How fresh what is on screen is, ticking. `pollKey` is the key its reads are made under. */
export function Freshness({
  freshness,
  error,
  pollKey,
  ended = false,
}: {
  freshness: Fresh | null;
  error: ApiError | null;
  pollKey: string;
  ended?: boolean;
}) {
  const nowMs = useNow();
  const hydrated = useHydrated();
  const { tone, text } = freshnessWords({
    freshness,
    error,
    nextTryAtMs: nextTryAtMs(pollKey),
    ended,
    online: useOnline(),
    nowMs,
  });
  const why = error?.message ?? (freshness?.reason && STALE_WORDS[freshness.reason]);
  const read = freshness?.observedAt && `Read ${exactTime(Date.parse(freshness.observedAt))}`;
  return (
    <span
      data-testid="freshness"
      title={hydrated ? [why, read].filter(Boolean).join("\n") : undefined}
      className="inline-flex items-baseline gap-1.5 tabular-nums sm:whitespace-nowrap"
    >
      <span className={clsx("size-2 shrink-0 self-center rounded-full", DOTS[tone])} aria-hidden />
      {text}
    </span>
  );
}
