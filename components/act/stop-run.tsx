"use client";

import { CircleStop } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { useNow } from "@/lib/client/now";
import { useShortcut } from "@/lib/client/shortcuts";
import { isStopping } from "@/lib/client/stopping";
import type { StopRunAction } from "@/lib/client/use-stop";
import type { RunView } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { LateStopOutcome } from "./late-stop-outcome";

/**
 * Stops the run that is shown, after asking once; nothing for one that has ended or does not exist.
 * @param next where the keyboard goes on when the button, or the question, goes with the run's end
 */
export function StopRun({
  view,
  action,
  next,
}: {
  view: RunView;
  action: StopRunAction;
  next: RefObject<HTMLElement | null>;
}) {
  const isUnderWay = isStopping({ view, nowMs: useNow() }) || action.busy;
  const isGone = view.runId === null || isEnded(view.state);
  const hasFocus = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const ask = () => button.current?.click();
  const shortcut = useShortcut("x", "Stop this run", isGone || isUnderWay ? null : ask);
  useEffect(() => {
    if (isGone && hasFocus.current) next.current?.focus();
    if (isGone) hasFocus.current = false;
  }, [isGone, next]);
  if (isGone) return null;
  return (
    // The focus of the question counts too: it goes with the button.
    <span
      className="contents"
      onFocus={() => {
        hasFocus.current = true;
        LateStopOutcome.ahead();
      }}
      onBlur={() => (hasFocus.current = false)}
    >
      <Confirm
        busy={isUnderWay}
        trigger={
          <Button ref={button} {...shortcut}>
            <CircleStop aria-hidden />
            {isUnderWay ? "Stopping…" : "Stop"}
          </Button>
        }
        title="Stop this run?"
        confirm="Stop the run"
        onConfirm={() => void action.run()}
      >
        The agent stops where it is; what was recorded stays. The run cannot be resumed. Other runs
        of this task that go on may be stopped with it.
      </Confirm>
    </span>
  );
}
