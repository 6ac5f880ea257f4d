import "server-only";
import { LRUCache } from "lru-cache";
import { type AppError, toAppError } from "@/lib/server/errors";
import { causeText, log } from "@/lib/server/log";
import { clientOf } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";

/** However many look at a list of runs, it is read this often. */
const FRESH_MS = 5_000;
/** How far back a run is looked for that nobody has listed yet. */
const SEARCH_PAGES = 10;

type Read = { total: number | null; observedAtMs: number | null; error: AppError | null };

const reads = new LRUCache<string, Promise<Read>>({ max: 1_000, ttl: FRESH_MS });

/** Makes a page of a task's runs known to the store, at most once in a while. */
export function pagesOf(
  runtime: Runtime,
  caller: Caller,
  taskId: string,
  page: number,
  limit: number,
) {
  const key = `${caller.owner} ${taskId} ${page} ${limit}`;
  const known = reads.get(key);
  if (known) return known;
  const read = readPage(runtime, caller, taskId, page, limit);
  reads.set(key, read);
  return read;
}

async function readPage(
  runtime: Runtime,
  caller: Caller,
  taskId: string,
  page: number,
  limit: number,
): Promise<Read> {
  const { store, clock } = runtime;
  try {
    const { rows, total } = await clientOf(runtime, caller).runs(taskId, page, limit);
    await store.runs.add(caller.owner, taskId, rows);
    return { total, observedAtMs: clock.now(), error: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    log("warn", "the runs could not be read", { code: error.code, reason: causeText(error.cause) });
    return { total: null, observedAtMs: null, error };
  }
}

/**
 * Looks for a run that is not known yet through its task's list.
 * @throws AppError of the upstream
 */
export async function isRunOf(
  runtime: Runtime,
  caller: Caller,
  taskId: string,
  runId: string,
): Promise<boolean> {
  const { store } = runtime;
  const client = clientOf(runtime, caller);
  for (let page = 1; page <= SEARCH_PAGES; page += 1) {
    const { rows } = await client.runs(taskId, page, 30);
    await store.runs.add(caller.owner, taskId, rows);
    if (rows.some((run) => run.id === runId)) return true;
    if (rows.length < 30) return false;
  }
  return false;
}
