import "server-only";
import type { RunState, RunView, RunViewQuery } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import type { Desk } from "@/lib/server/recorder/desk";
import type { Watch } from "@/lib/server/recorder/watch";
import { freshnessOf, isoOrNull } from "@/lib/server/runs/freshness";
import { knownTask } from "@/lib/server/runs/known-task";
import { liveView } from "@/lib/server/runs/live";
import { NO_REQUESTS, requestsOf } from "@/lib/server/runs/run-requests";
import { takesAnswers } from "@/lib/server/runs/takes-answers";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import { storedResult } from "@/lib/server/runs/stored-result";
import { ViewMemo } from "@/lib/server/runs/view-memo";
import { toolCallOf, transitionsOf } from "@/lib/server/runs/told-transitions";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { RunRecord } from "@/lib/server/store/runs";
import type { TaskRecord } from "@/lib/server/store/tasks";
import type { RunKey, TransitionRow } from "@/lib/server/store/transitions";

/**
 * All there is to know of a run: present state, what was recorded, result. Reading it is what
 * keeps the run watched closely.
 * @param runId an id, or `latest`
 * @throws AppError `not_found`, and of the upstream when nothing is known yet
 */
export async function getRunView(
  caller: Reader,
  taskId: string,
  runId: string,
  query: RunViewQuery,
): Promise<RunView> {
  const running = await runtime();
  const watcher = await lookAt(running, caller, taskId, runId);
  return memoOf(running, caller.owner).get(askedBy({ taskId, runId }, query), watcher.version, () =>
    readRunView(running, watcher, caller, runId, query),
  );
}

const askedBy = ({ taskId, runId }: Pick<RunKey, "taskId" | "runId">, query: RunViewQuery) =>
  [taskId, runId, query.after, query.before, query.limit].join(" ");

const memos = new WeakMap<Desk, ViewMemo<RunView>>();

function memoOf({ recorder, clock }: Runtime, owner: string): ViewMemo<RunView> {
  const desk = recorder.desk(owner);
  const memo = memos.get(desk) ?? new ViewMemo(clock);
  memos.set(desk, memo);
  return memo;
}

async function readRunView(
  running: Runtime,
  watcher: Watch,
  caller: Reader,
  runId: string,
  query: RunViewQuery,
): Promise<RunView> {
  const { taskId } = watcher;
  const id = await resolveRun(running, caller, watcher, runId);
  const task = await knownTask(running, caller, taskId);
  if (id === null)
    return preparing(
      viewOfTask(task, await running.store.creations.has(caller.owner, taskId)),
      watcher,
    );
  return viewOf(running, task, { owner: caller.owner, taskId, runId: id }, watcher, query);
}

/** What nobody follows changes hardly ever, and its result may be large. */
const STORED_KEPT_MS = 3_000;

/**
 * What is stored of a run, when nobody is to be asked.
 * @throws AppError `not_found`
 */
export function getRecordedView(
  running: Runtime,
  key: RunKey,
  query: RunViewQuery,
): Promise<RunView> {
  const make = async () => {
    const task = await running.store.tasks.find(key.owner, key.taskId);
    if (!task) throw new AppError("not_found");
    return viewOf(running, task, key, null, query);
  };
  return memoOf(running, key.owner).get(`stored ${askedBy(key, query)}`, 0, make, STORED_KEPT_MS);
}

/** @param createdHere whether Runboard made it */
const viewOfTask = ({ id, name, active }: TaskRecord, createdHere: boolean) => ({
  id,
  name,
  active: active === 1,
  createdHere,
});

/** @param watcher null when the run is told from the store alone */
async function viewOf(
  running: Runtime,
  task: TaskRecord,
  key: RunKey,
  watcher: Watch | null,
  query: RunViewQuery,
): Promise<RunView> {
  const newestRun = watcher?.newest ?? null;
  const isNewest = newestRun?.runId === key.runId;
  const run = await recordOf(running, key, isNewest ? null : watcher);
  const { transitions, newest, hasEarlier } = await transitionsOf(running, key, query);
  const state = run.state as RunState;
  const sample = isNewest ? newestRun?.sample : undefined;
  const toolCall = isNewest && state === "waiting" ? (sample?.toolCall ?? openCall(newest)) : null;
  return {
    task: viewOfTask(task, await running.store.creations.has(key.owner, key.taskId)),
    runId: key.runId,
    state,
    step: run.step,
    toolCall,
    requests: await requestsOf(running, key, state, toolCall?.id ?? null),
    takesAnswers: state !== "waiting" || (await takesAnswers(running, key.owner)),
    live: liveView(
      state,
      sample?.liveStatus,
      run.live_seen === 1,
      sample?.liveStatus === "" && (await isWhole(running, key)),
      env(),
    ),
    freshness: freshnessOfRun(run, watcher),
    startedAt: isoOrNull(run.created_at),
    endedAt: isoOrNull(run.ended_at),
    transitions,
    hasEarlier,
    newerRunId: isNewest ? null : (newestRun?.runId ?? null),
    result: run.result === null ? null : storedResult(run.result),
  };
}

function freshnessOfRun(run: RunRecord, watcher: Watch | null): RunView["freshness"] {
  // An end does not get old; all that may still come is a newer run.
  if (isEnded(run.state as RunState)) {
    return {
      observedAt: isoOrNull(run.last_seen_at ?? run.changed_at),
      nextSampleAt: isoOrNull(watcher?.nextSampleAtMs ?? null),
      stale: false,
      reason: null,
    };
  }
  if (watcher?.newest?.runId === run.id) return freshnessOf(watcher);
  return {
    observedAt: isoOrNull(run.last_seen_at),
    nextSampleAt: null,
    stale: true,
    reason: watcher === null ? "not_followed" : "superseded",
  };
}

async function recordOf(
  { store }: Runtime,
  key: RunKey,
  consultIn: Watch | null,
): Promise<RunRecord> {
  const run = await store.runs.find(key);
  if (!run) throw new AppError("not_found");
  const isSettled = isEnded(run.state as RunState) && run.result !== null;
  if (!consultIn || isSettled) return run;
  await consultIn.consult(key.runId);
  return (await store.runs.find(key)) ?? run;
}

/** Whether a run was watched from its start. */
async function isWhole({ store }: Runtime, key: RunKey): Promise<boolean> {
  const [first] = await store.transitions.after(key, 0, 1);
  return first !== undefined && first.kind !== "gap";
}

function preparing(task: RunView["task"], watcher: Watch): RunView {
  return {
    task,
    runId: null,
    state: "preparing",
    step: null,
    toolCall: null,
    requests: NO_REQUESTS,
    takesAnswers: true,
    live: { url: null, reason: "not_opened" },
    freshness: freshnessOf(watcher),
    startedAt: null,
    endedAt: null,
    transitions: [],
    hasEarlier: false,
    newerRunId: null,
    result: null,
  };
}

const openCall = (newest: TransitionRow | undefined) =>
  newest?.tool_call ? toolCallOf(newest.tool_call) : null;
