import "server-only";
import {
  RECENT_RUNS,
  type RunState,
  type TaskList,
  type TaskListQuery,
  type TaskRow,
} from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { logFailure } from "@/lib/server/log-failure";
import type { Catalogue } from "@/lib/server/recorder/catalogue";
import type { Watch } from "@/lib/server/recorder/watch";
import { freshnessOf, isoOrNull } from "@/lib/server/runs/freshness";
import { clientOf } from "@/lib/server/runs/known-task";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";

/** Tasks off the page that a list still keeps an eye on, so that those that wait come up. */
const WATCHED_OFF_PAGE = 60;

/** Never read and off the page: a few at a time, as the budget of calls allows. */
const UNREAD_AT_ONCE = 4;

type Row = Awaited<ReturnType<Runtime["store"]["tasks"]["list"]>>[number];
type RecentRuns = Awaited<ReturnType<Runtime["store"]["recentRuns"]["of"]>>;

/** What was settled without being seen has no transition of its own: any time since the start. */
const changedWithinMs = ({ changed_at, changed_within_ms, created_at }: Row): number | null =>
  changed_at === null
    ? null
    : (changed_within_ms ?? Math.max(0, changed_at - (created_at ?? changed_at)));

function taskRow(row: Row, recent: RecentRuns): TaskRow {
  const state = row.state as RunState;
  const run =
    state === "unknown" && row.run_id === null
      ? null
      : {
          id: row.run_id,
          state,
          step: row.step,
          startedAt: isoOrNull(row.created_at),
          changedAt: isoOrNull(row.changed_at),
          changedWithinMs: changedWithinMs(row),
        };
  const { id, name, rank } = row;
  const known = recent.get(id) ?? [];
  return {
    id,
    name,
    active: row.active === 1,
    rank,
    run,
    recent: known.map((last) => ({ ...last, state: last.state as RunState })),
  };
}

/**
 * A page of the tasks Runboard knows, with the state of their newest runs. Reading it is what
 * keeps them watched, at the pace of lists.
 * @throws AppError of the upstream, when nothing is known at all yet
 */
export async function getTaskList(caller: Caller, query: TaskListQuery): Promise<TaskList> {
  const running = await runtime();
  const { store, recorder } = running;
  const { owner } = caller;
  const { page, limit, state: states, q: text } = query;
  const { catalogue } = recorder.desk(owner);
  const client = clientOf(running, caller);

  const first = catalogue.refresh(client);
  if (catalogue.observedAtMs === null) await first;
  const over = await store.tasks.count(owner, { states: [], text: "" });
  const { failure } = catalogue;
  if (failure && (over === 0 || failure.code === "key_rejected")) throw failure;
  await readOn(running, caller, page * limit, over);

  const filter = { states, text };
  const offset = (page - 1) * limit;
  const rows = await store.tasks.list(owner, filter, offset, limit);
  const watched = await keepWatched(running, caller, rows);
  const ids = rows.map(({ id }) => id);
  const recent = await store.recentRuns.of(owner, ids, RECENT_RUNS);
  const isFiltered = states.length > 0 || text !== "";
  const { known, newest, waiting } = await store.tasks.tally(owner);
  const matching = isFiltered ? await store.tasks.count(owner, filter) : known;
  return {
    tasks: rows.map((row) => taskRow(row, recent)),
    page,
    limit,
    // Without a filter, what is not read yet can be paged to all the same.
    total: isFiltered ? matching : Math.max(matching, catalogue.total ?? 0),
    over: known,
    waiting,
    newest,
    upstreamTotal: catalogue.total,
    freshness: freshnessOf(failure ? catalogue : (watched.failing ?? sourceOf(catalogue, watched))),
  };
}

/** Pages beyond the first: in the background at first, and when somebody goes that far. */
async function readOn({ recorder }: Runtime, { owner }: Caller, rows: number, known: number) {
  const { catalogue, gate } = recorder.desk(owner);
  const client = recorder.client(owner, { pass: () => gate.pass(catalogue, "other") });
  if (!client) return;
  catalogue.walk(client);
  if (rows <= known) return;
  try {
    await catalogue.reach(client, rows);
  } catch (thrown) {
    logFailure("a page of tasks could not be read", thrown);
  }
}

const isGoingOn = (row: Row): boolean => row.run_id !== null && !isEnded(row.state as RunState);

type Watched = {
  /**
   * One of the watches that fail, where those of most rows do: a run that nobody can read any more
   * says little of the others.
   */
  failing: Watch | null;
  /** Whether a run that is shown and goes on is checked less often than a list promises. */
  isStretched: boolean;
};

/** What may still change is watched: the rows shown, then other active tasks, then unread ones. */
async function keepWatched(
  { recorder, store }: Runtime,
  { owner }: Caller,
  rows: Row[],
): Promise<Watched> {
  const shown = rows
    .filter((row) => row.active === 1 || row.runs_read_at === null || isGoingOn(row))
    .map((row) => ({ row, watch: recorder.watch(owner, row.id) }));
  for (const { watch } of shown) watch.list(true);
  const active = await store.tasks.active(owner, WATCHED_OFF_PAGE);
  const unread = await store.tasks.unread(owner, UNREAD_AT_ONCE);
  const offPage = new Set([...active, ...unread]);
  for (const { row } of shown) offPage.delete(row.id);
  for (const taskId of offPage) recorder.watch(owner, taskId).list();
  const failing = shown.filter(({ watch }) => watch.failure !== null);
  return {
    failing: failing.length * 2 > shown.length ? (failing[0]?.watch ?? null) : null,
    isStretched: shown.some(({ row, watch }) => isSlow(row, watch)),
  };
}

/** One that cannot be read, or was not read yet, says nothing of the others. */
const isSlow = (row: Row, { isStretched, failure }: Watch): boolean =>
  isGoingOn(row) && row.state !== "unknown" && isStretched && failure === null;

const sourceOf = (
  { observedAtMs, nextSampleAtMs, failure }: Catalogue,
  { isStretched }: Watched,
) => ({ observedAtMs, nextSampleAtMs, failure, isStretched });
