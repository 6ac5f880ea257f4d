"use client";

import type { Live } from "@/lib/contract/api";
import { LiveAbsent } from "./live-absent";
import { LiveWindow } from "./live-window";

/** The agent's browser, or the reason why it cannot be seen. */
export function LiveView({ live, ended }: { live: Live; ended: boolean }) {
  if (ended) return <LiveAbsent reason="ended" />;
  if (live.url === null || !URL.canParse(live.url)) {
    return <LiveAbsent reason={live.reason ?? "unknown"} />;
  }
  // Keyed by URL: a new picture starts as view only again.
  return <LiveWindow key={live.url} url={live.url} />;
}
