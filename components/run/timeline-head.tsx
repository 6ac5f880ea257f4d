"use client";

import { ArrowDownToLine } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/hint";
import { Duration } from "@/components/ui/time";
import { useDisplayed } from "@/lib/client/displayed";
import { useShortcut } from "@/lib/client/shortcuts";

/** "Timeline · 2m 14s · 9 steps", and whether what comes is followed. */
export function TimelineHead({
  fromMs,
  toMs,
  steps,
  isFollowing,
  onFollow,
  hasKeys,
}: {
  /** Epoch ms; null while there is no span of time to tell. */
  fromMs: number | null;
  /** Epoch ms; null while it goes on. */
  toMs: number | null;
  /** How many, "200+" when there are more; null without any entry. */
  steps: string | null;
  isFollowing: boolean;
  /** Null when nothing is there to follow, or nothing more will come. */
  onFollow: (() => void) | null;
  hasKeys: boolean;
}) {
  const head = useRef<HTMLDivElement>(null);
  const isDisplayed = useDisplayed(head);
  const { "aria-keyshortcuts": key } = useShortcut(
    "f",
    "Follow the timeline, or stop",
    hasKeys && isDisplayed ? onFollow : null,
  );
  const keyWords = key ? ` · ${key}` : "";
  return (
    <div
      ref={head}
      className="flex min-h-10 items-center gap-x-2 border-b border-line py-1 pr-1.5 pl-3"
    >
      <h2 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 font-medium">
        Timeline
        <span className="font-normal text-muted">
          {fromMs !== null && (
            <>
              {"· "}
              <Duration fromMs={fromMs} toMs={toMs} />{" "}
            </>
          )}
          {steps !== null && (
            <>
              · {steps} {steps === "1" ? "step" : "steps"}
            </>
          )}
        </span>
      </h2>
      {onFollow && (
        <Hint
          text={`${isFollowing ? "New steps stay in view" : "Keep new steps in view"}${keyWords}`}
        >
          <Button
            look={isFollowing ? "plain" : "quiet"}
            size="small"
            aria-keyshortcuts={key}
            onClick={onFollow}
            className="print:hidden"
          >
            <ArrowDownToLine aria-hidden />
            {isFollowing ? "Following" : "Follow"}
          </Button>
        </Hint>
      )}
    </div>
  );
}
