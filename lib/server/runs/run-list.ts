import "server-only";
import type { RunList, RunListQuery, RunRow, RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { freshnessOf, isoOrNull } from "@/lib/server/runs/freshness";
import { knownTask } from "@/lib/server/runs/known-task";
import { readyWithin } from "@/lib/server/runs/look-at";
import { readRunsPage } from "@/lib/server/runs/run-pages";
import { runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import type { RunRecord } from "@/lib/server/store/runs";
import type { TaskRecord } from "@/lib/server/store/tasks";

/** After an end the API needs a moment before the task's own status follows. */
const SETTLES_MS = 2_000;
/** A list can be shown without the newest run's state, and be filled in. */
const FIRST_SAMPLE_MS = 1_500;

/** The API's own order: not every run has a date that can be read. */
const inOrderOf = (ids: string[], runs: RunRecord[]): RunRecord[] =>
  runs.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));

const runRow = (run: RunRecord): RunRow => ({
  id: run.id,
  state: run.state as RunState,
  step: run.step,
  startedAt: isoOrNull(run.created_at),
  endedAt: isoOrNull(run.ended_at),
  durationMs:
    run.created_at === null || run.ended_at === null
      ? null
      : Math.max(0, run.ended_at - run.created_at),
});

/**
 * Whether a task repeats: only as far as the API has shown it (upstream.md point 6). Two runs
 * repeat; a task that is inactive after its one run did not, one that is active after it does.
 */
function recurrence(task: TaskRecord, total: number, newest: RunRecord | undefined) {
  if (total > 1) return "recurring" as const;
  if (task.active === 0 && total === 1) return "one-shot" as const;
  const endedAt = newest?.ended_at ?? newest?.last_seen_at ?? null;
  const readSince =
    task.listed_at !== null && endedAt !== null && task.listed_at > endedAt + SETTLES_MS;
  return newest && isEnded(newest.state as RunState) && readSince ? "recurring" : "unknown";
}

/**
 * A page of a task's runs, newest first. Those whose end is not known yet are looked after.
 * @throws AppError `not_found`, `upstream_…`
 */
export async function getRunList(
  caller: Caller,
  taskId: string,
  query: RunListQuery,
): Promise<RunList> {
  const running = await runtime();
  const { store, recorder } = running;
  const { owner } = caller;
  const { page, limit } = query;
  await knownTask(running, caller, taskId);
  const watcher = recorder.watch(owner, taskId);
  watcher.list();
  const read = await readRunsPage(running, caller, taskId, page, limit);
  const known = await store.runs.count(owner, taskId);
  if (read.error && known === 0) throw read.error;
  await readyWithin(running, watcher, FIRST_SAMPLE_MS);
  const runs = read.error
    ? await store.runs.list(owner, taskId, (page - 1) * limit, limit)
    : inOrderOf(read.ids, await store.runs.named(owner, taskId, read.ids));
  const newest = page === 1 ? runs[0] : undefined;
  if (newest && newest.id !== watcher.newest?.runId) void watcher.refresh();
  const unsettled = runs.filter((run) => !isEnded(run.state as RunState));
  await watcher.adopt(unsettled.map((run) => run.id));
  const task =
    (await store.tasks.find(owner, taskId)) ?? (await knownTask(running, caller, taskId));
  const total = read.total ?? known;
  return {
    task: {
      id: task.id,
      name: task.name,
      active: task.active === 1,
      recurrence: recurrence(task, total, newest),
    },
    runs: runs.map(runRow),
    page,
    limit,
    total,
    freshness: freshnessOf({
      observedAtMs: read.observedAtMs,
      nextSampleAtMs: watcher.nextSampleAtMs,
      failure: read.error ?? watcher.failure,
    }),
  };
}
