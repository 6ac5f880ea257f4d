"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/client/now";

/**
 * Asks for the recording when a person wishes it, which its server takes only every few seconds.
 * @param fromMs epoch ms from which it does; null when it does now
 */
export function LookAgain({
  fromMs,
  busy,
  onPress,
}: {
  fromMs: number | null;
  busy: boolean;
  onPress: () => void;
}) {
  const now = useNow();
  const waitS = fromMs === null ? 0 : Math.max(0, Math.ceil((fromMs - now) / 1_000));
  const isHeld = busy || waitS > 0;
  return (
    <Button aria-disabled={isHeld} onClick={isHeld ? undefined : onPress}>
      <span>{busy ? "Looking…" : "Look again"}</span>
      {!busy && waitS > 0 && <span className="tabular-nums">in {waitS} s</span>}
    </Button>
  );
}
