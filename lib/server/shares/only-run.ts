import "server-only";
import { logFailure } from "@/lib/server/log-failure";
import { clientOf } from "@/lib/server/runs/known-task";
import { takeRuns } from "@/lib/server/runs/run-pages";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RunKey } from "@/lib/server/store/transitions";

/** Whether a task is certain to have had one run only, so that its table is that run's. */
export async function isOnlyRun({ store }: Runtime, { owner, taskId }: RunKey): Promise<boolean> {
  const task = await store.tasks.find(owner, taskId);
  return task?.runs_total === 1 && (await store.runs.count(owner, taskId)) <= 1;
}

/** Counts a task's runs where nobody has; one that cannot be counted stays uncertain. */
export async function countRuns(running: Runtime, reader: Reader, taskId: string): Promise<void> {
  const { store } = running;
  const task = await store.tasks.find(reader.owner, taskId);
  if (!task || task.runs_total !== null) return;
  try {
    await takeRuns(running, reader, clientOf(running, reader), taskId, 1, 2);
  } catch (thrown) {
    logFailure("the runs of a task could not be counted", thrown);
  }
}
