import "server-only";
import { logFailure } from "@/lib/server/log-failure";
import { RUNS_FRESH_MS, type RunsRead } from "@/lib/server/recorder/desk";
import { clientOf } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { UpstreamClient } from "@/lib/server/upstream/client";
import type { Reader } from "@/lib/server/session/caller";

/** How far back a run is looked for that nobody has listed yet. */
const SEARCH_PAGES = 10;

/**
 * Makes a page of a task's runs known to the store, at most once in a while. A failure is told,
 * not thrown, and not provoked again before its time.
 */
export function readRunsPage(
  runtime: Runtime,
  caller: Reader,
  taskId: string,
  page: number,
  limit: number,
): Promise<RunsRead> {
  const { runsReads } = runtime.recorder.desk(caller.owner);
  const key = `${taskId} ${page} ${limit}`;
  const known = runsReads.get(key);
  if (known) return known;
  const read = readPage(runtime, caller, taskId, page, limit);
  runsReads.set(key, read);
  void read.then(({ error }) => {
    const ttl = Math.max(RUNS_FRESH_MS, error?.retryAfterMs ?? 0);
    if (error) runsReads.set(key, read, { ttl });
  });
  return read;
}

async function readPage(
  runtime: Runtime,
  caller: Reader,
  taskId: string,
  page: number,
  limit: number,
): Promise<RunsRead> {
  const { clock, recorder } = runtime;
  const { gate } = recorder.desk(caller.owner);
  try {
    const client = recorder.client(caller.owner, { pass: () => gate.pass(caller, "begun") });
    if (!client) return { ids: [], total: null, observedAtMs: null, error: null };
    const { rows, total } = await takeRuns(runtime, caller, client, taskId, page, limit);
    return { ids: rows.map((run) => run.id), total, observedAtMs: clock.now(), error: null };
  } catch (thrown) {
    const error = logFailure("the runs could not be read", thrown);
    return { ids: [], total: null, observedAtMs: null, error };
  }
}

/**
 * Reads a page of a task's runs, and makes them known with how many there are.
 * @param limit two at least: a single row tells one run from several only with a total
 * @throws AppError of the upstream
 */
async function takeRuns(
  { store }: Runtime,
  { owner }: Reader,
  client: UpstreamClient,
  taskId: string,
  page: number,
  limit: number,
) {
  const { rows, total } = await client.runs(taskId, page, limit);
  await store.runs.add(owner, taskId, rows);
  const seen = rows.length > 0 ? (page - 1) * limit + rows.length : 0;
  const count = Math.max(seen, total ?? 0);
  if (count > 0) await store.tasks.noteRuns(owner, taskId, count);
  return { rows, total };
}

/**
 * Looks for a run that is not known yet through its task's list.
 * @throws AppError of the upstream
 */
export async function isRunOf(
  runtime: Runtime,
  caller: Reader,
  taskId: string,
  runId: string,
): Promise<boolean> {
  const { missingRuns } = runtime.recorder.desk(caller.owner);
  const key = `${taskId} ${runId}`;
  if (missingRuns.has(key)) return false;
  const client = clientOf(runtime, caller);
  for (let page = 1; page <= SEARCH_PAGES; page += 1) {
    const { rows, total } = await takeRuns(runtime, caller, client, taskId, page, 30);
    if (rows.some((run) => run.id === runId)) return true;
    // Rows that repeat or cannot be read are dropped, so a short page need not be the last one.
    if (rows.length === 0 || page * 30 >= (total ?? Number.POSITIVE_INFINITY)) break;
  }
  missingRuns.set(key, true);
  return false;
}
