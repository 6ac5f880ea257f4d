"use client";

import type { Live } from "@/lib/contract/api";
import { LiveAbsent } from "./live-absent";
import { LiveWindow } from "./live-window";

/**
 * The agent's browser, or the reason why it cannot be seen.
 * @param readOnly whether control is not offered at all
 */
export function LiveView({
  live,
  ended,
  readOnly = false,
}: {
  live: Live;
  ended: boolean;
  readOnly?: boolean;
}) {
  if (ended) return <LiveAbsent reason="ended" />;
  if (live.url === null || !URL.canParse(live.url)) {
    return <LiveAbsent reason={live.reason ?? "unknown"} />;
  }
  // Keyed by URL: a new picture starts as view only again.
  return <LiveWindow key={live.url} url={live.url} readOnly={readOnly} />;
}
