import "server-only";
import { AppError } from "@/lib/server/errors";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { TaskRecord } from "@/lib/server/store/tasks";
import type { UpstreamClient } from "@/lib/server/upstream/client";

/**
 * The upstream for a caller, for looking things up: before what nobody waits for, yet never more
 * calls a second than that.
 * @throws AppError `signed_out`
 */
export function clientOf({ recorder }: Runtime, caller: Reader): UpstreamClient {
  const { gate } = recorder.desk(caller.owner);
  const client = recorder.client(caller.owner, { pass: () => gate.pass(caller, "begun") });
  if (!client) throw new AppError("signed_out");
  return client;
}

/**
 * A task of the caller's. The status call answers the same for a new task, an unknown one and
 * somebody else's (upstream.md point 8), so a task is only taken for real when it has runs or
 * `/tasks` lists it.
 * @throws AppError `not_found`, `upstream_…`
 */
export async function knownTask(
  runtime: Runtime,
  caller: Reader,
  taskId: string,
): Promise<TaskRecord> {
  const { store, recorder } = runtime;
  const { owner } = caller;
  const known = await store.tasks.find(owner, taskId);
  if (known) return known;
  const { lookups, missingTasks } = recorder.desk(owner);
  if (missingTasks.has(taskId)) throw new AppError("not_found");
  const lookup =
    lookups.get(taskId) ??
    lookUp(runtime, caller, taskId).finally(() => void lookups.delete(taskId));
  lookups.set(taskId, lookup);
  await lookup;
  const found = await store.tasks.find(owner, taskId);
  if (found) return found;
  missingTasks.set(taskId, true);
  throw new AppError("not_found");
}

/** Makes a task known if it is one. */
async function lookUp(runtime: Runtime, caller: Reader, taskId: string): Promise<void> {
  const { store, recorder } = runtime;
  const { catalogue } = recorder.desk(caller.owner);
  const client = clientOf(runtime, caller);
  // What is not known is most likely new, and only a list that was read since knows its name.
  await catalogue.refresh(client, 0);
  if (catalogue.failure) throw catalogue.failure;
  if (await store.tasks.find(caller.owner, taskId)) return;
  if (!(await hasRuns(client, taskId))) {
    await catalogue.find(client, taskId);
    return;
  }
  await store.tasks.meet(caller.owner, taskId);
  // Nobody waits for the name: a later page may have it.
  catalogue.walk(client);
}

async function hasRuns(client: UpstreamClient, taskId: string): Promise<boolean> {
  try {
    return (await client.runs(taskId, 1, 1)).rows.length > 0;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}
