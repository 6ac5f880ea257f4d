import "server-only";
import { readRunsPage } from "@/lib/server/runs/run-pages";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RunKey } from "@/lib/server/store/transitions";

/** As a list of runs asks: whoever asks for the same within seconds is told the same. */
const PAGE_RUNS = 30;

/** Whether a task is certain to have had one run only, so that its table is that run's. */
export async function isOnlyRun({ store }: Runtime, { owner, taskId }: RunKey): Promise<boolean> {
  const task = await store.tasks.find(owner, taskId);
  const total = task?.runs_total ?? null;
  return total !== null && Number(total) === 1 && (await store.runs.count(owner, taskId)) <= 1;
}

/**
 * Counts a task's runs where nobody has, or where there may be more by now: those of an inactive
 * task do not get more. One that cannot be counted stays as it was.
 */
export async function countRuns(running: Runtime, reader: Reader, taskId: string): Promise<void> {
  const { store, recorder } = running;
  if (recorder.keyring.get(reader.owner) === null) return;
  const task = await store.tasks.find(reader.owner, taskId);
  const isFinal = task?.active === 0 && task.runs_total !== null;
  if (!isFinal) await readRunsPage(running, reader, taskId, 1, PAGE_RUNS);
}
