import "server-only";
import { stopRun, stopTask } from "@/lib/server/actions/stop";
import { askingClient } from "@/lib/server/runs/asking-client";
import { AppError } from "@/lib/server/errors";
import { knownTask } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

/**
 * Stops a run. Without an id it is the most recent one there is by now, which is then named: what
 * the server would stop by itself may be another one.
 * @throws AppError `run_ended`, and whatever stopping throws
 */
export async function stopOneRun(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string | undefined,
): Promise<void> {
  const named = runId ?? (await newestRun(running, caller, taskId));
  const { outcome } = await stopRun(running, caller, taskId, named);
  if (outcome === "already_ended") throw new AppError("run_ended");
}

/** Asked anew: the one that was seen last may have ended, and another one begun. */
async function newestRun(running: Runtime, caller: Reader, taskId: string): Promise<string> {
  await knownTask(running, caller, taskId);
  const { rows } = await askingClient(running, caller).runs(taskId, 1, 1);
  return rows[0]?.id ?? "latest";
}

/**
 * Lets no further runs of a task start.
 * @throws AppError `stop_unconfirmed` unless the task was then seen to be inactive, and whatever
 *   stopping throws
 */
export async function stopWholeTask(
  running: Runtime,
  caller: Reader,
  taskId: string,
): Promise<void> {
  const { outcome } = await stopTask(running, caller, taskId);
  if (outcome === "still_active") throw new AppError("stop_unconfirmed");
  if (outcome === "not_read") {
    throw new AppError("stop_unconfirmed", {
      message:
        "The server accepted this, but the task could not be read again, so nobody knows whether further runs may start.",
    });
  }
}
