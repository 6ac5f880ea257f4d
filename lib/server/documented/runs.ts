import "server-only";
import type { z } from "zod";
import type { Paging, runPageSchema } from "@/lib/contract/documented-shapes";
import { totalOf } from "@/lib/server/documented/total";
import { isoOrNull } from "@/lib/server/runs/freshness";
import { clientOf, knownTask } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

/**
 * A page of a task's runs, as its server has it now. They become known.
 * @throws AppError `not_found`, or of the upstream
 */
export async function listRuns(
  running: Runtime,
  caller: Reader,
  taskId: string,
  paging: Paging,
): Promise<Omit<z.input<typeof runPageSchema>, "success">> {
  const { store } = running;
  const { owner } = caller;
  await knownTask(running, caller, taskId);
  const { rows, total } = await clientOf(running, caller).runs(taskId, paging.page, paging.limit);
  await store.runs.add(owner, taskId, rows);
  // Without the server's word, a page alone does not tell one run from several.
  if (total)
    await store.tasks.noteRuns(owner, taskId, Math.max(total, totalOf(null, rows.length, paging)));
  return {
    data: rows.map(({ id, created_at }) => ({ id, created_at: isoOrNull(created_at) })),
    total: totalOf(total, rows.length, paging),
    ...paging,
  };
}
