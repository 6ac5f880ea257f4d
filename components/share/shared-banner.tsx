"use client";

import { CircleX, Hand, WifiOff } from "lucide-react";
import { WaitingSince } from "@/components/run/waiting-since";
import { Notice } from "@/components/ui/notice";
import type { ApiError } from "@/lib/client/api-error";
import { useNow } from "@/lib/client/now";
import { runBanner } from "@/lib/client/run-banner";
import type { SharedRunView } from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";

/** What to do about a quiet run is its owner's to know. */
const NEVER_QUIET_MS = Number.POSITIVE_INFINITY;

/** The one most urgent thing to say about a shared run to somebody who can only watch it. */
export function SharedBanner({ view, error }: { view: SharedRunView; error: ApiError | null }) {
  const banner = runBanner(view, error, NEVER_QUIET_MS, useNow());
  switch (banner?.kind) {
    case "waiting":
      return (
        <Notice tone="waiting" icon={<Hand aria-hidden />} title="Waiting for an answer">
          Only the owner can answer
          {banner.asked && !view.toolCall && (
            <>
              {" · "}
              <WaitingSince asked={banner.asked} />
            </>
          )}
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="failed" icon={<CircleX aria-hidden />} title="The run failed">
          The reason is not part of a shared view
        </Notice>
      );
    case "lost":
      // The last state of a run that has ended stays true.
      return isEnded(view.state) ? null : (
        <Notice icon={<WifiOff aria-hidden />} title="Connection lost">
          {banner.why}
        </Notice>
      );
    default:
      return null;
  }
}
