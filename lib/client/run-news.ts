/** Which changes of runs are worth a word to somebody who looks elsewhere. Pure. */
import type { RunState, RunView, TaskList } from "../contract/api.ts";
import { isEnded } from "../run/state.ts";
import { taskName } from "../run/words.ts";

/** How a run stands, as far as that is told. */
export type RunStanding = {
  taskId: string;
  runId: string;
  name: string;
  state: RunState;
  /** Tells one question from the next. */
  question: string | null;
  /** When it last changed, in epoch ms; null when nobody saw that. */
  changedAtMs: number | null;
};

const toMs = (iso: string | null | undefined): number | null => (iso ? Date.parse(iso) : null);

/** How the run that is open stands. */
export function standingOfRun(view: RunView): RunStanding[] {
  const { task, runId, state, toolCall, transitions } = view;
  if (runId === null) return [];
  const changedAtMs = toMs(transitions.at(-1)?.at);
  const question = toolCall?.id ?? null;
  return [{ taskId: task.id, runId, name: taskName(task), state, question, changedAtMs }];
}

/** How the newest runs of the tasks that are listed stand. */
export const standingOfTasks = (list: TaskList): RunStanding[] =>
  list.tasks.flatMap((task) => {
    const { id: taskId, run } = task;
    if (!run?.id) return [];
    const changedAtMs = toMs(run.changedAt);
    const { id: runId, state } = run;
    return [{ taskId, runId, name: taskName(task), state, question: null, changedAtMs }];
  });

/**
 * Whether somebody is to be told that a run stands so: it waits or is over, and was not when it was
 * last seen; one that was never seen must have changed since the page opened.
 * @param before how it stood when last seen
 * @param openedMs when the page opened, in epoch ms of the server's clock
 */
export function isNews(
  before: RunStanding | undefined,
  now: RunStanding,
  openedMs: number,
): boolean {
  if (now.state !== "waiting" && !isEnded(now.state)) return false;
  if (before === undefined || before.state === "unknown") {
    return now.changedAtMs !== null && now.changedAtMs > openedMs;
  }
  return before.state !== now.state || before.question !== now.question;
}

/** What was told in this browser: of each run the last. */
export type Told = { runId: string; state: RunState; atMs: number }[];

const KEPT = 50;

/**
 * What was told once this is told too; null when it, or what came after it, was told already.
 * @param told oldest first
 */
export function tellOnce(told: Told, { runId, state, changedAtMs }: RunStanding): Told | null {
  const last = told.find((one) => one.runId === runId);
  const atMs = changedAtMs ?? last?.atMs ?? 0;
  if (last && (atMs < last.atMs || (atMs === last.atMs && state === last.state))) return null;
  return [...told.filter((one) => one !== last), { runId, state, atMs }].slice(-KEPT);
}
