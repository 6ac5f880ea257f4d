/** The one state machine: what a run's state is, what it is called, and what it means. */
import type { RunState } from "../contract/api.ts";
import type { UpstreamResult, UpstreamSample } from "../contract/upstream.ts";

export const RUN_STATES = [
  "preparing",
  "scheduled",
  "running",
  "waiting",
  "completed",
  "failed",
  "stopped",
  "unknown",
] as const satisfies readonly RunState[];

/** The states in which nothing will change any more. */
export const ENDED_STATES = [
  "completed",
  "failed",
  "stopped",
] as const satisfies readonly RunState[];
type EndedState = (typeof ENDED_STATES)[number];

/** Whether nothing will change any more. */
export const isEnded = (state: RunState): state is EndedState =>
  ENDED_STATES.some((ended) => ended === state);

export const STATE_LABEL: Record<RunState, string> = {
  preparing: "Preparing",
  scheduled: "Scheduled",
  running: "Running",
  waiting: "Waiting for you",
  completed: "Completed",
  failed: "Failed",
  stopped: "Stopped",
  unknown: "Unknown",
};

export const STATE_MEANING: Record<RunState, string> = {
  preparing: "The task was accepted, no run exists yet",
  scheduled: "Waiting to start",
  running: "The agent is working",
  waiting: "The agent asked a question",
  completed: "The agent finished its work",
  failed: "The run ended with an error",
  stopped: "Somebody stopped it",
  unknown: "Not read yet",
};

/** Order of a task list: who must act first, then what moves, then the rest. */
export const STATE_RANK: Record<RunState, 0 | 1 | 2> = {
  waiting: 0,
  running: 1,
  scheduled: 2,
  preparing: 2,
  completed: 2,
  failed: 2,
  stopped: 2,
  unknown: 2,
};

/** Texts by which an ended run shows that somebody stopped it (upstream.md point 14). */
const ABORT_TEXTS = ["API abort", "Manual abort"];

const wasStopped = (result: Pick<UpstreamResult, "error" | "output"> | null): boolean =>
  ABORT_TEXTS.some((abort) => result?.error === abort || result?.output === abort);

/** The one detailed status with a meaning of its own: the agent asked (upstream.md point 9). */
const ASKED = "tool_call";

/**
 * The state of a run.
 * @param sample what the status call said; only `status` ends a run (upstream.md point 9)
 * @param result what the result call said, read once `status` is an end; null when unread
 */
export function runState(
  sample: Pick<UpstreamSample, "status" | "detailedStatus" | "toolCall">,
  result: Pick<UpstreamResult, "error" | "output"> | null = null,
): RunState {
  const asked = sample.toolCall !== null || sample.detailedStatus === ASKED;
  switch (sample.status) {
    case null:
      return "preparing";
    case "completed":
      return "completed";
    case "error":
      return wasStopped(result) ? "stopped" : "failed";
    case "scheduled":
      return asked ? "waiting" : "scheduled";
    case "running":
    case "unrecognised":
      return asked ? "waiting" : "running";
  }
}
