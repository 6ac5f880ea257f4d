import "server-only";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { AppError } from "@/lib/server/errors";
import type { TaskWatcher } from "@/lib/server/recorder/task-watcher";
import { knownTask } from "@/lib/server/runs/known-task";
import { isRunOf } from "@/lib/server/runs/run-pages";
import type { Runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";

/** A first answer waits for a first sample, but not for a server that says nothing. */
const PATIENCE_MS = 6_000;
/** What is stored of an end can be told meanwhile. */
const ENDED_PATIENCE_MS = 1_500;

/** The watcher of a run's task, told that somebody looks, with something to tell in return. */
export async function lookAt(running: Runtime, caller: Caller, taskId: string, runId: string) {
  const { recorder, store } = running;
  await knownTask(running, caller, taskId);
  const watcher = recorder.watch(caller.owner, taskId);
  watcher.look();
  const run = await store.runs.find({ owner: caller.owner, taskId, runId });
  const isStored = run !== undefined && isEnded(run.state as RunState);
  await readyWithin(running, watcher, isStored ? ENDED_PATIENCE_MS : PATIENCE_MS);
  return watcher;
}

/** Waits until a watcher has something to tell, or for `ms`. */
export async function readyWithin({ clock }: Runtime, watcher: TaskWatcher, ms: number) {
  let cancel: (() => void) | undefined;
  const enough = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  await Promise.race([watcher.ready(), enough]);
  cancel?.();
}

/**
 * Which run an address means, `latest` being the newest; null while there is none.
 * @throws AppError `not_found`, or why the task could not be read
 */
export async function resolveRun(
  running: Runtime,
  caller: Caller,
  watcher: TaskWatcher,
  runId: string,
): Promise<string | null> {
  const newest = watcher.run?.key.runId ?? null;
  if (runId === "latest") {
    if (newest === null && watcher.failure) throw new AppError(watcher.failure.code);
    return newest;
  }
  if (runId === newest) return runId;
  const key = { owner: caller.owner, taskId: watcher.taskId, runId };
  const known = await running.store.runs.find(key);
  // One that goes on may be newer than the newest that was seen.
  if (!known || !isEnded(known.state as RunState)) await watcher.refresh();
  if (runId === watcher.run?.key.runId || known) return runId;
  if (!(await isRunOf(running, caller, watcher.taskId, runId))) throw new AppError("not_found");
  return runId;
}
