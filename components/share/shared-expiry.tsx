"use client";

import { Hint } from "@/components/ui/hint";
import { exactTime } from "@/components/ui/time";
import { useNow } from "@/lib/client/now";
import { expiresWords } from "@/lib/client/shared-words";

/** "expires in 6 days", ticking; hover or focus gives the exact moment. */
export function SharedExpiry({ expiresAt }: { expiresAt: string }) {
  const atMs = Date.parse(expiresAt);
  return (
    <Hint text={exactTime(atMs)}>
      <time
        dateTime={expiresAt}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time shows on focus
        tabIndex={0}
        className="rounded tabular-nums"
      >
        {expiresWords(atMs - useNow())}
      </time>
    </Hint>
  );
}
