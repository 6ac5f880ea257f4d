import "server-only";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { AppError } from "@/lib/server/errors";
import type { Watch } from "@/lib/server/recorder/watch";
import { knownTask } from "@/lib/server/runs/known-task";
import { isRunOf } from "@/lib/server/runs/run-pages";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

/** A first answer waits for a first sample, but not for a server that says nothing. */
const PATIENCE_MS = 6_000;
/** A sample that is about to come in is worth waiting for: its viewer would ask again at once. */
const SAMPLE_PATIENCE_MS = 400;
/** What is stored of an end can be told meanwhile. */
const ENDED_PATIENCE_MS = 1_500;

/** The watcher of a run's task, told that somebody looks, with something to tell in return. */
export async function lookAt(running: Runtime, caller: Reader, taskId: string, runId: string) {
  const { recorder } = running;
  // Only tasks that are known are watched.
  const isWatched = recorder.desk(caller.owner).watchers.has(taskId);
  if (!isWatched) await knownTask(running, caller, taskId);
  const watcher = recorder.watch(caller.owner, taskId);
  watcher.look();
  const patienceMs =
    watcher.observedAtMs === null
      ? await patience(running, caller, taskId, runId)
      : ENDED_PATIENCE_MS;
  await readyWithin(running, watcher, patienceMs);
  if (!watcher.isStretched && !watcher.failure) {
    await within(running, watcher.settled(), SAMPLE_PATIENCE_MS);
  }
  return watcher;
}

async function patience({ store }: Runtime, caller: Reader, taskId: string, runId: string) {
  const run = await store.runs.find({ owner: caller.owner, taskId, runId });
  return run !== undefined && isEnded(run.state as RunState) ? ENDED_PATIENCE_MS : PATIENCE_MS;
}

/** Waits until a watcher has something to tell, or for `ms`. */
export const readyWithin = (running: Runtime, watcher: Watch, ms: number): Promise<void> =>
  within(running, watcher.ready(), ms);

async function within({ clock }: Runtime, work: Promise<void>, ms: number): Promise<void> {
  let cancel: (() => void) | undefined;
  const enough = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  try {
    await Promise.race([work, enough]);
  } finally {
    cancel?.();
  }
}

/**
 * Which run an address means, `latest` being the newest; null while there is none.
 * @throws AppError `not_found`, or why the task could not be read
 */
export async function resolveRun(
  running: Runtime,
  caller: Reader,
  watcher: Watch,
  runId: string,
): Promise<string | null> {
  const newest = watcher.newest?.runId ?? null;
  if (runId === "latest") {
    if (newest === null && watcher.failure) throw new AppError(watcher.failure.code);
    return newest;
  }
  if (runId === newest) return runId;
  const key = { owner: caller.owner, taskId: watcher.taskId, runId };
  const known = await running.store.runs.find(key);
  // One that goes on may be newer than the newest that was seen.
  if (!known || !isEnded(known.state as RunState)) await watcher.refresh();
  if (runId === watcher.newest?.runId || known) return runId;
  if (!(await isRunOf(running, caller, watcher.taskId, runId))) throw new AppError("not_found");
  return runId;
}
