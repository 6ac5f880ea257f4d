import "server-only";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { AppError } from "@/lib/server/errors";
import { knownTask } from "@/lib/server/runs/known-task";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RunRecord } from "@/lib/server/store/runs";
import type { TaskRecord } from "@/lib/server/store/tasks";
import type { RunKey } from "@/lib/server/store/transitions";

export type KnownRun = { task: TaskRecord; run: RunRecord; key: RunKey };

const isSettled = (run: RunRecord): boolean =>
  isEnded(run.state as RunState) && run.result !== null;

/**
 * A run of the caller's as it is recorded. The server is asked only where more may be learnt.
 * @param runId an id, or `latest`
 * @throws AppError `not_found`, or of the upstream when nothing is known yet
 */
export async function knownRun(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string,
): Promise<KnownRun> {
  const { store } = running;
  const task = await knownTask(running, caller, taskId);
  const named = { owner: caller.owner, taskId, runId };
  const stored = await store.runs.find(named);
  if (stored && isSettled(stored)) return { task, run: stored, key: named };
  const watch = await lookAt(running, caller, taskId, runId);
  const id = await resolveRun(running, caller, watch, runId);
  if (id === null) throw new AppError("not_found", { message: "The task has no run yet." });
  if (watch.newest?.runId !== id) await watch.consult(id);
  const key = { owner: caller.owner, taskId, runId: id };
  const run = await store.runs.find(key);
  if (!run) throw new AppError("not_found");
  return { task, run, key };
}
