import "server-only";
import { LRUCache } from "lru-cache";
import type { z } from "zod";
import type { Paging, taskPageSchema } from "@/lib/contract/documented-shapes";
import { totalOf } from "@/lib/server/documented/total";
import { clientOf } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";
import type { UpstreamTask } from "@/lib/contract/upstream";

/** A page that is asked for this long after the one before it may stand anywhere. */
const PLACE_LASTS_MS = 60_000;

/** The rank at which a page ended, by owner, limit and page. */
const places = new LRUCache<string, number>({ max: 1_000, ttl: PLACE_LASTS_MS });

/**
 * A page of `/tasks`, as its server has it now. What is on it becomes known, so that a client's
 * tasks are on the dashboard's list, too.
 * @throws AppError of the upstream
 */
export async function listTasks(
  running: Runtime,
  caller: Reader,
  paging: Paging,
): Promise<Omit<z.input<typeof taskPageSchema>, "success">> {
  const { rows, total } = await clientOf(running, caller).tasks(paging.page, paging.limit);
  await takeIn(running, caller, paging, rows);
  return {
    data: rows.map(({ id, status, readable_name }) => ({
      id,
      status: status ? "active" : "inactive",
      readable_name: readable_name ?? "",
    })),
    total: totalOf(total, rows.length, paging),
    ...paging,
  };
}

/** Only where it is known what stands before the page: elsewhere its tasks would get a wrong rank. */
async function takeIn(
  { store, clock }: Runtime,
  { owner }: Reader,
  { page, limit }: Paging,
  rows: UpstreamTask[],
): Promise<void> {
  const placeOf = (of: number) => `${owner} ${limit} ${of}`;
  const below = page === 1 ? null : places.get(placeOf(page - 1));
  if (below === undefined) return;
  const tasks = rows.map(({ id, status, readable_name }) => ({
    id,
    name: readable_name ?? "",
    active: status,
  }));
  const { lastRank } = await store.tasks.take(owner, tasks, below, clock.now());
  places.set(placeOf(page), lastRank);
}
