"use client";

import { latePart } from "@/components/ui/late-part";
import type { Live } from "@/lib/contract/api";
import { LiveAbsent } from "./live-absent";

const LiveWindow = latePart(
  "the live view",
  () => import("./live-window").then((module) => module.LiveWindow),
  {
    loading: (
      <div className="aspect-[4/3] rounded-lg border border-line bg-card lg:aspect-auto lg:min-h-0 lg:flex-1" />
    ),
  },
);

/**
 * The agent's browser, or the reason why it cannot be seen.
 * @param readOnly whether control is not offered at all
 */
export function LiveView({ live, readOnly = false }: { live: Live; readOnly?: boolean }) {
  if (live.url === null || !URL.canParse(live.url)) {
    return <LiveAbsent reason={live.reason ?? "unknown"} />;
  }
  // Keyed by URL: a new picture starts as view only again.
  return <LiveWindow key={live.url} url={live.url} readOnly={readOnly} />;
}
