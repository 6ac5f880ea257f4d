"use client";

import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/time";
import type { EarlierState } from "@/lib/client/use-earlier";

/** What stands above the first row: where the run began, or what of it was not read yet. */
export function TimelineTop({
  startMs,
  begun,
  isAlone,
  hasEarlier,
  state,
  onEarlier,
}: {
  /** Epoch ms; null when it is not known. */
  startMs: number | null;
  /** "Started". */
  begun: string;
  /** Whether no row follows. */
  isAlone: boolean;
  hasEarlier: boolean;
  state: EarlierState;
  onEarlier: () => void;
}) {
  if (!hasEarlier)
    return startMs === null ? null : <StartCap atMs={startMs} words={begun} isAlone={isAlone} />;
  return (
    <>
      <p className="hidden text-xs text-muted print:block">
        Earlier steps were not read, so they are not on this paper.
      </p>
      <div className="flex min-h-8 flex-wrap items-center justify-center gap-x-2 text-xs print:hidden">
        {state === "failed" && (
          <span role="alert" className="text-failed">
            Earlier steps could not be read
          </span>
        )}
        <Button
          look="quiet"
          size="small"
          aria-disabled={state === "busy"}
          onClick={() => onEarlier()}
          className="text-xs"
        >
          {state === "busy" ? "Reading…" : state === "failed" ? "Try again" : "Show earlier"}
        </Button>
      </div>
    </>
  );
}

const StartCap = ({ atMs, words, isAlone }: { atMs: number; words: string; isAlone: boolean }) => (
  <div className="relative flex min-h-8 flex-wrap items-center gap-x-2 pr-2 pl-8 text-xs text-muted">
    <span className="absolute top-1/2 left-1.5 h-0.5 w-4 rounded-full bg-line-strong forced-colors:bg-[CanvasText]" />
    {!isAlone && (
      <span className="absolute top-1/2 bottom-[-10px] left-[13px] w-px bg-line-strong forced-colors:bg-[CanvasText]" />
    )}
    <span className="flex-1">{words}</span>
    <LocalTime atMs={atMs} />
  </div>
);
