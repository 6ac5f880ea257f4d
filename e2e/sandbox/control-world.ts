/** Control calls that make and change keys, tasks and runs. */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { scriptNamed } from "./catalogue.ts";
import type { Context } from "./context.ts";
import type {
  bulkBody,
  keyBody,
  runBody,
  sampleBody,
  taskBody,
  taskChangeBody,
} from "./control-bodies.ts";
import { Replay } from "./replay.ts";
import type { Run } from "./run.ts";
import { seedDemo } from "./seed.ts";
import type { Account, Task } from "./world.ts";

const MINUTE = 60_000;

export class NotFound extends Error {}

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new NotFound(`no such ${what}`);
  return value;
};

export const accountOf = (context: Context, key: string): Account =>
  found(context.world.accounts.get(key), "key");

const taskOf = (context: Context, key: string, taskId: string): Task =>
  found(accountOf(context, key).tasks.get(taskId), "task");

/** The run, brought to the present. */
export function runOf(context: Context, key: string, runId: string): Run {
  const held = context.world.runs.get(runId);
  const own = held && accountOf(context, key).tasks.get(held.task.id);
  return found(own && held.run.settle(Date.now()), "run");
}

/** All runs of a task, oldest first, also one that is not listed yet; `data` is what each shows now. */
export const runsOf = (context: Context, key: string, taskId: string) =>
  taskOf(context, key, taskId).runs.map((run) => {
    const { id: runId, data } = run.settle(Date.now());
    return { runId, data };
  });

/** The run, where it replays a script: a driven one goes by what its browser does. */
export function replayOf(context: Context, key: string, runId: string): Replay {
  const run = runOf(context, key, runId);
  return found(run instanceof Replay ? run : undefined, "replayed run");
}

export function addKey(context: Context, body: z.infer<typeof keyBody>) {
  const key = body.key ?? `sbx_${randomUUID().replaceAll("-", "")}`;
  const account = context.world.addKey(key, body.dialect ?? context.dialect);
  if (body.seed === "demo") seedDemo(context.world, account);
  return { key, dialect: account.dialect };
}

const statusWord = (active: boolean): string => (active ? "active" : "inactive");

export function addTask(context: Context, key: string, body: z.infer<typeof taskBody>) {
  const account = accountOf(context, key);
  const { name, recurring, createdAgoMs } = body;
  const createdAtMs = Date.now() - createdAgoMs;
  const task = context.world.addTask(account, { name, recurring, createdAtMs });
  if (body.active !== undefined) task.status = statusWord(body.active);
  const runIds = body.runs.map((run) => context.world.addRun(account, task, run).id);
  return { taskId: task.id, runIds };
}

/** Ended tasks, a minute apart; the first one made is the newest. */
export function addBulk(context: Context, key: string, body: z.infer<typeof bulkBody>) {
  const account = accountOf(context, key);
  const script = body.script ?? scriptNamed("browser-task-completed");
  const lastMs = script.samples.at(-1)?.atMs ?? 0;
  const taskIds = Array.from({ length: body.count }, (_, index) => {
    const startedAgoMs = lastMs + (index + 1) * MINUTE;
    const createdAtMs = Date.now() - startedAgoMs;
    const name = `${body.prefix} ${index + 1}`;
    const task = context.world.addTask(account, { name, createdAtMs });
    context.world.addRun(account, task, { script, startedAgoMs });
    return task.id;
  });
  return { taskIds };
}

export function changeTask(
  context: Context,
  key: string,
  taskId: string,
  body: z.infer<typeof taskChangeBody>,
) {
  const task = taskOf(context, key, taskId);
  if (body.name !== undefined) task.name = body.name;
  if (body.active !== undefined) task.status = statusWord(body.active);
  if (body.status !== undefined) task.status = body.status;
  return { taskId };
}

export function addRun(
  context: Context,
  key: string,
  taskId: string,
  body: z.infer<typeof runBody>,
) {
  const task = taskOf(context, key, taskId);
  return { runId: context.world.addRun(accountOf(context, key), task, body).id };
}

export function advance(run: Replay, steps: number) {
  run.advance(steps, Date.now());
  return { index: run.index, of: run.length, sample: run.data };
}

export function setSample(run: Replay, { result, ...values }: z.infer<typeof sampleBody>) {
  run.set(values, Date.now());
  if (result !== undefined) run.result = result;
  return { index: run.index, of: run.length, sample: run.data };
}
