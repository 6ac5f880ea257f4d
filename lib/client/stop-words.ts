/** What is said of stopping runs and tasks: no more than the API has shown. Pure. */
import type { RunStopped, TaskStopped } from "../contract/actions.ts";
import type { RunView } from "../contract/api.ts";
import { isEnded } from "../run/state.ts";
import { isStopping } from "./stopping.ts";
import { type ApiError, type ApiErrorCode, isSignedOut } from "./api-error.ts";

export type Said = {
  title: string;
  text: string;
  /** What to offer next. */
  next: "again" | "stop-task" | "latest-run" | null;
};

/** The answer to a write was lost on its way: nobody knows whether it was done. */
const LOST = new Set<ApiErrorCode>([
  "no_answer",
  "unreadable",
  "outcome_unknown",
  "internal",
  "store_unavailable",
]);

/** It may have come, and said nothing that can be read. */
const NO_ANSWER = "No answer says whether it was stopped";

/** What a failure means for whoever pressed a button. @param what "The run" or "The task" */
function failureWords(error: ApiError, what: string): Said {
  if (isSignedOut(error)) {
    return { title: `${what} was not stopped`, text: error.message, next: null };
  }
  if (error.code === "upstream_refused") {
    return {
      title: `The server refused to stop ${what.toLowerCase()}`,
      text: "It goes on as before. Try again in a moment.",
      next: "again",
    };
  }
  if (LOST.has(error.code)) {
    return {
      title: NO_ANSWER,
      text: `${what} may or may not stop; its state here shows which. It is safe to ask again.`,
      next: "again",
    };
  }
  return { title: `${what} was not stopped`, text: error.message, next: "again" };
}

type Stopping = {
  view: Pick<RunView, "state" | "requests" | "freshness">;
  /** What the answer to this browser's own request was; null before one, or while it is open. */
  outcome: { told: RunStopped; error: null } | { told: null; error: ApiError } | null;
  nowMs: number;
};

/** What is said of a stop beside the run's state; null while that says it all. */
export function runStopWords({ view, outcome, nowMs }: Stopping): Said | null {
  if (isEnded(view.state)) {
    return outcome?.told?.outcome === "already_ended"
      ? { title: "The run had already ended", text: "There was nothing to stop.", next: null }
      : null;
  }
  if (outcome?.error) return failureWords(outcome.error, "The run");
  if (outcome?.told?.outcome === "already_ended") {
    return {
      title: "The server says that the run has already ended",
      text: "Its state has not shown that yet.",
      next: null,
    };
  }
  const { stopAt, stopAccepted } = view.requests;
  if (stopAt === null || isStopping({ view, nowMs })) return null;
  if (view.freshness.stale) {
    return {
      title: stopAccepted ? "The server accepted the stop" : NO_ANSWER,
      text: "The run cannot be read at the moment, so nobody knows whether it has stopped. This page shows it once it can.",
      next: null,
    };
  }
  if (!stopAccepted) {
    return {
      title: NO_ANSWER,
      text: "The run goes on. It is safe to ask again.",
      next: "again",
    };
  }
  return {
    title: "The server accepted the stop, but the run did not stop",
    text: "Ask once more, or stop the task, so that no further run of it starts.",
    next: "stop-task",
  };
}

/** What is said of stopping a task. */
export function taskStopWords(
  outcome: { told: TaskStopped; error: null } | { told: null; error: ApiError },
): Said {
  if (outcome.error) return failureWords(outcome.error, "The task");
  switch (outcome.told.outcome) {
    case "stopped":
      return { title: "The task is stopped", text: "No further runs will start.", next: null };
    case "still_active":
      return {
        title: "The server accepted it, but the task is still active",
        text: "Some servers do nothing while a run goes on. If one does, stop it, then look again.",
        next: "latest-run",
      };
    case "not_read":
      return {
        title: "The server accepted it",
        text: "Whether the task is still active could not be read. This page shows it once it can.",
        next: null,
      };
  }
}
