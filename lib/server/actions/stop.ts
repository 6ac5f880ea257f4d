import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { RunStopped, TaskStopped } from "@/lib/contract/actions";
import { isEnded } from "@/lib/run/state";
import { noted } from "@/lib/server/actions/noted";
import { pause } from "@/lib/server/actions/wait-until";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { askingClient } from "@/lib/server/runs/asking-client";
import { clientOf, knownTask } from "@/lib/server/runs/known-task";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RunKey } from "@/lib/server/store/transitions";
import { refusedWith, writeFailure } from "@/lib/server/upstream/answer";

/** The longest a stop takes: the queue, a probe and the call. */
export const STOP_DEADLINE_MS = 40_000;

const ENDED = "Run already completed";
/** A task that was stopped is read again after these times: its status follows a moment later. */
const READ_AGAIN_MS = [0, 1_000, 2_000];

async function stateOf({ store }: Runtime, key: RunKey): Promise<RunState> {
  const run = await store.runs.find(key);
  return (run?.state ?? "unknown") as RunState;
}

/**
 * Stops one run, whichever is the newest by then (upstream.md point 15).
 * @param runId an id, or `latest`, which names the newest run there is now
 * @returns what the server said; that it has stopped is for the run's state to show
 * @throws AppError `not_found`, `upstream_refused`, or of the upstream; with `mayBeDone` nobody knows
 */
export async function stopRun(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string,
): Promise<RunStopped> {
  const watch = await lookAt(running, caller, taskId, runId);
  const id = await resolveRun(running, caller, watch, runId);
  if (id === null) {
    throw new AppError("not_found", {
      message: "The task has no run yet, so none can be stopped.",
    });
  }
  const key = { owner: caller.owner, taskId, runId: id };
  const before = await stateOf(running, key);
  if (isEnded(before)) return { outcome: "already_ended", state: before };
  const request = { ...key, kind: "stop" as const, toolCallId: "" };
  const client = askingClient(running, caller);
  const outcome = await noted(
    running,
    { request, who: "you" },
    () => client.stopRun(taskId, id),
    async (lost) => {
      if (lost) throw lost;
      return "accepted" as const;
    },
  ).catch((error: unknown) => {
    if (refusedWith(error, ENDED)) return "already_ended" as const;
    throw writeFailure(error);
  });
  watch.look();
  void watch.refresh();
  // What the server said stands, whether or not more can be read now.
  const state = await stateOf(running, key).catch(() => before);
  return { outcome, state };
}

/**
 * Lets no further run of a task start, and reads the task again before anything is claimed: the
 * real server accepts it and does nothing while the task is active (upstream.md point 16).
 * @throws AppError `not_found`, `upstream_refused`, or of the upstream
 */
export async function stopTask(
  running: Runtime,
  caller: Reader,
  taskId: string,
): Promise<TaskStopped> {
  await knownTask(running, caller, taskId);
  try {
    await askingClient(running, caller).stopTask(taskId);
  } catch (error) {
    throw writeFailure(error);
  }
  for (const waitMs of READ_AGAIN_MS) {
    await pause(running, waitMs);
    const active = await isActive(running, caller, taskId);
    if (active === null) return { outcome: "not_read" };
    if (!active) return { outcome: "stopped" };
  }
  return { outcome: "still_active" };
}

/** Whether the task is active as its server lists it now; null when that cannot be read. */
async function isActive(running: Runtime, caller: Reader, taskId: string): Promise<boolean | null> {
  const { catalogue } = running.recorder.desk(caller.owner);
  try {
    const isListed = await catalogue.find(clientOf(running, caller), taskId);
    if (!isListed) return null;
    const task = await running.store.tasks.find(caller.owner, taskId);
    return task ? task.active === 1 : null;
  } catch (thrown) {
    logFailure("a task could not be read again", thrown);
    return null;
  }
}
