import { StatePill } from "@/components/status/state-pill";
import { LocalTime } from "@/components/ui/time";
import type { RunResult, RunState } from "@/lib/contract/api";
import { STATE_MEANING } from "@/lib/run/state";

/** A shared result never has an error, and has the table only where that is this run's alone. */
export type Told = Pick<RunResult, "output" | "readAt"> & Partial<RunResult>;

function why(state: RunState, result: Told | null): string | null {
  if (!result) return "The result has not been read yet.";
  // Of a shared view; its banner says that the reason is no part of it.
  if (result.error === undefined) return null;
  switch (state) {
    case "failed":
      return result.error || "The server gave no reason";
    case "stopped":
      return result.error === "API abort"
        ? "It was stopped through the API."
        : "It was stopped by hand.";
    default:
      return result.error;
  }
}

/** How a run ended, and why, as far as its server said. */
export function Outcome({ state, result }: { state: RunState; result: Told | null }) {
  const reason = why(state, result);
  // How it was stopped says that it was.
  const meaning = (result && state === "stopped" && reason) || STATE_MEANING[state];
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatePill state={state} />
        <span>{meaning}</span>
      </p>
      {reason && reason !== meaning && (
        <p
          className={
            state === "failed" && result?.error ? "wrap-anywhere whitespace-pre-wrap" : "text-muted"
          }
        >
          {reason}
        </p>
      )}
      {result && (
        <p className="text-xs text-muted">
          Result read at <LocalTime atMs={Date.parse(result.readAt)} />
        </p>
      )}
    </div>
  );
}
