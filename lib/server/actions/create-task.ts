import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  type CreatedTask,
  type Creation,
  type createTaskSchema,
  type TaskTemplate,
  taskTemplateSchema,
} from "@/lib/contract/actions";
import { withoutUnseen } from "@/lib/contract/upstream";
import { pause } from "@/lib/server/actions/wait-until";
import { AppError, toAppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { askingClient } from "@/lib/server/runs/asking-client";
import { isoOf } from "@/lib/server/runs/freshness";
import { clientOf } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { CreationRecord } from "@/lib/server/store/creations";
import { writeFailure } from "@/lib/server/upstream/answer";

/** The longest a creation takes to be told how it went: the queue and the call. */
export const CREATE_DEADLINE_MS = 75_000;
/** Between two looks at what another process is creating. */
const LOOK_MS = 500;
/** A task is called by the first line of its text until its server has a name for it. */
const MAX_NAME = 100;

/** Its tools are the server's to judge. */
type NewTask = Omit<z.output<typeof createTaskSchema>, "tools"> & { tools?: unknown[] | undefined };
type Wish = { owner: string; key: string; task: NewTask; bodyHash: string };

function nameOf(text: string): string {
  const [line = ""] = withoutUnseen(text).trim().split("\n");
  const name = line.trim();
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME).toWellFormed()}…` : name;
}

/**
 * Creates a task, once for each key: whoever comes with the same key and task meanwhile waits for
 * the same answer, and later is told how it went. Nothing is ever sent again.
 * @throws AppError `already_sent` for another task under the same key, `upstream_refused`,
 *   `create_unconfirmed` when it was sent and no answer came; of the upstream or `store_unavailable`
 *   when nothing was sent, or surely nothing was done: then the same key may try again
 */
export async function createTask(
  running: Runtime,
  { owner }: Reader,
  task: NewTask,
  key: string,
): Promise<CreatedTask> {
  const bodyHash = createHash("sha256").update(JSON.stringify(task)).digest("base64");
  const { creating } = running.recorder.desk(owner);
  const underWay = creating.get(key);
  if (underWay) {
    refuseAnother(underWay.bodyHash, bodyHash);
    return underWay.outcome;
  }
  const work = async () => {
    try {
      return await createOnce(running, { owner, key, task, bodyHash });
    } finally {
      creating.delete(key);
    }
  };
  const outcome = work();
  creating.set(key, { bodyHash, outcome });
  return outcome;
}

function refuseAnother(known: string, given: string): void {
  if (known === given) return;
  throw new AppError("already_sent", {
    message:
      "Another task was sent under this key, so this one was not. Send it under a key of its own.",
  });
}

async function createOnce(running: Runtime, wish: Wish): Promise<CreatedTask> {
  const { store, clock } = running;
  const { owner, key, task, bodyHash } = wish;
  const client = askingClient(running, { owner });
  const isFirst = await store.creations.begin({
    owner,
    id: key,
    body_hash: bodyHash,
    created_at: clock.now(),
    text: task.task,
    agent: task.agent,
    tools: task.tools === undefined ? null : JSON.stringify(task.tools),
  });
  if (!isFirst) return tell(running, wish);
  let taskId: string;
  try {
    taskId = await client.create(task);
  } catch (thrown) {
    throw await noteFailure(running, wish, thrown);
  }
  await noteCreated(running, wish, taskId);
  return { taskId };
}

/** How it went with a key that was used before; of one under way elsewhere, once that is decided. */
async function tell(running: Runtime, { owner, key, bodyHash }: Wish): Promise<CreatedTask> {
  const { store, clock } = running;
  for (;;) {
    const known = await store.creations.find(owner, key);
    // What failed before anything was done is no longer stored.
    if (!known) throw new AppError("upstream_busy");
    refuseAnother(known.body_hash, bodyHash);
    const state = stateOf(known, clock.now());
    if (state === "created" && known.task_id !== null) return { taskId: known.task_id };
    if (state === "refused") throw new AppError("upstream_refused");
    if (state !== "pending") throw new AppError("create_unconfirmed");
    await pause(running, LOOK_MS);
  }
}

/**
 * Stores how it failed. Where that fails too, the row stays pending, which comes to mean that
 * nobody knows.
 * @returns what to throw
 */
async function noteFailure(
  { store }: Runtime,
  { owner, key }: Wish,
  thrown: unknown,
): Promise<AppError> {
  const error = toAppError(thrown);
  // A server that denies the path, or the right to it, has done nothing.
  const told =
    error.code === "not_found"
      ? new AppError("upstream_refused", { cause: error.cause })
      : toAppError(writeFailure(error));
  const isLost = error.mayBeDone || error.code === "internal";
  try {
    if (isLost) await store.creations.finish(owner, key, "unconfirmed", null);
    else if (told.code === "upstream_refused")
      await store.creations.finish(owner, key, "refused", null);
    else await store.creations.drop(owner, key);
  } catch (failure) {
    logFailure("how a creation failed could not be stored", failure);
  }
  return isLost ? new AppError("create_unconfirmed", { cause: error.cause ?? error }) : told;
}

/** The server has said that it made the task: whatever fails from here on, it did. */
async function noteCreated(running: Runtime, wish: Wish, taskId: string): Promise<void> {
  const { store, clock, recorder } = running;
  const { owner, key, task } = wish;
  const note = (work: Promise<void>) =>
    work.catch((thrown) => void logFailure("a task that was created could not be noted", thrown));
  // Known before it is told: whoever is told goes there at once.
  await note(store.tasks.meet(owner, taskId, { name: nameOf(task.task), atMs: clock.now() }));
  await note(store.creations.finish(owner, key, "created", taskId));
  // Its owner may have signed out meanwhile.
  if (!recorder.client(owner)) return;
  // From its first moment on, whether or not somebody looks.
  recorder.watch(owner, taskId).look();
  void recorder.desk(owner).catalogue.refresh(clientOf(running, { owner }), 0);
}

/** Of a pending one whose process is gone, nobody will ever know. */
function stateOf({ state, created_at }: CreationRecord, nowMs: number): Creation["state"] {
  const isOver = nowMs - created_at > CREATE_DEADLINE_MS;
  return state === "pending" && isOver ? "unconfirmed" : state;
}

/** How it went with a key. @throws AppError `not_found` */
export async function getCreation(
  { store, clock }: Runtime,
  { owner }: Reader,
  key: string,
): Promise<Creation> {
  const known = await store.creations.find(owner, key);
  if (!known) throw new AppError("not_found");
  return {
    state: stateOf(known, clock.now()),
    taskId: known.task_id,
    startedAt: isoOf(known.created_at),
  };
}

/** What a task was created with. @throws AppError `not_found` unless it was created here */
export async function getTaskTemplate(
  { store }: Runtime,
  { owner }: Reader,
  taskId: string,
): Promise<TaskTemplate> {
  const known = await store.creations.ofTask(owner, taskId);
  if (!known) throw new AppError("not_found");
  const tools: unknown = known.tools === null ? null : JSON.parse(known.tools);
  return taskTemplateSchema.parse({ task: known.text, agent: known.agent, tools });
}
