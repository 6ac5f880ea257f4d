/** Many run pages, each open on a run of its own, that ask again when they are told to. */
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { Freshness, RunView } from "../../../lib/contract/api.ts";

/** As `lib/client/polling.ts` has them. */
const AFTER_SAMPLE_MS = 80;
const MIN_MS = 400;
const MAX_MS = 15_000;
/** Fewer than pages: the server is to be kept busy, not its sockets. */
const CONNECTIONS = 32;

export type Page = { taskId: string; freshness: Freshness | null; errors: number };

/** Looks at each run once, and leaves. @throws Error when one cannot be read */
export async function glance(origin: string, cookie: string, taskIds: string[]): Promise<void> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const left = [...taskIds];
  const worker = async () => {
    for (let taskId = left.pop(); taskId; taskId = left.pop()) {
      const path = `/api/tasks/${taskId}/runs/latest`;
      const { statusCode, body } = await pool.request({ method: "GET", path, headers: { cookie } });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  await pool.close();
}

/** Opens a page for each run, all within `withinMs`. */
export function openPages(origin: string, cookie: string, taskIds: string[], withinMs: number) {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const over = new AbortController();
  const pages: Page[] = taskIds.map((taskId) => ({
    taskId,
    freshness: null,
    errors: 0,
  }));
  const ask = async (path: string): Promise<RunView | null> => {
    const { statusCode, body } = await pool.request({ method: "GET", path, headers: { cookie } });
    if (statusCode === 200) return (await body.json()) as RunView;
    await body.dump();
    return null;
  };
  const stay = async (page: Page, index: number) => {
    await sleep((withinMs * index) / pages.length);
    const path = `/api/tasks/${page.taskId}/runs/latest`;
    while (!over.signal.aborted) {
      const answer = await ask(path).catch(() => null);
      if (answer) page.freshness = answer.freshness;
      else page.errors += 1;
      const nextMs = Date.parse(page.freshness?.nextSampleAt ?? "") - Date.now() + AFTER_SAMPLE_MS;
      const waitMs = Math.min(MAX_MS, Math.max(MIN_MS, nextMs || 0));
      await sleep(waitMs, null, { signal: over.signal }).catch(() => undefined);
    }
  };
  const all = pages.map(stay);
  return {
    pages,
    async stop(): Promise<void> {
      over.abort();
      await Promise.all(all);
      await pool.close();
    },
  };
}
