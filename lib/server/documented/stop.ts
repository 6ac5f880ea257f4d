import "server-only";
import { stopRun, stopTask } from "@/lib/server/actions/stop";
import { AppError } from "@/lib/server/errors";
import { lookAt } from "@/lib/server/runs/look-at";
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
  if (runId === undefined) await (await lookAt(running, caller, taskId, "latest")).refresh();
  const { outcome } = await stopRun(running, caller, taskId, runId ?? "latest");
  if (outcome === "already_ended") throw new AppError("run_ended");
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
