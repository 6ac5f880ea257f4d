import { clsx } from "clsx";
import type { Ref } from "react";
import { Hint } from "@/components/ui/hint";
import type { RunState } from "@/lib/contract/api";
import { STATE_LABEL, STATE_MEANING } from "@/lib/run/state";
import { StateIcon } from "./state-icon";

/**
 * A state as icon, word and tint.
 * @param compact icon-only below 640 px, where its name stays for screen readers
 * @param fixed one width for all states, for columns
 * @param focusable for a pill that stands alone, so that its meaning is reached by keyboard
 * @param label what it is called where the usual word would not be true
 * @param meaning what that means
 */
export function StatePill({
  ref,
  state,
  compact = false,
  fixed = false,
  focusable = false,
  label = STATE_LABEL[state],
  meaning = STATE_MEANING[state],
}: {
  ref?: Ref<HTMLSpanElement>;
  state: RunState;
  compact?: boolean;
  fixed?: boolean;
  focusable?: boolean;
  label?: string;
  meaning?: string;
}) {
  return (
    <Hint text={meaning}>
      <span
        ref={ref}
        data-testid="state-pill"
        data-state-tint={state}
        data-state={state}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the meaning shows on focus
        tabIndex={focusable ? 0 : undefined}
        className={clsx(
          "relative z-10 inline-flex align-middle min-h-6 items-center gap-1.5 rounded-full text-xs font-medium",
          compact ? "w-6 justify-center sm:justify-start sm:pr-2.5 sm:pl-2" : "pr-2.5 pl-2",
          fixed ? "sm:w-34" : compact && "sm:w-auto",
          // One that stands alone has a line to itself where that is all the room there is.
          focusable ? "max-w-full" : "whitespace-nowrap",
        )}
      >
        <StateIcon state={state} />
        <span className={compact ? "sr-only sm:not-sr-only" : undefined}>{label}</span>
      </span>
    </Hint>
  );
}
