import "server-only";
import type { z } from "zod";
import type {
  CreatedShare,
  createShareSchema,
  SharedRunView,
  SharePreviewQuery,
} from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { isoOf } from "@/lib/server/runs/freshness";
import { clientOf } from "@/lib/server/runs/known-task";
import { getRunView } from "@/lib/server/runs/run-view";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import { knownIds } from "@/lib/server/shares/known-ids";
import { LASTS_MS, makeLink } from "@/lib/server/shares/make-link";
import { countRuns, isOnlyRun } from "@/lib/server/shares/only-run";
import { flagColumns } from "@/lib/server/shares/share-row";
import { sharedView } from "@/lib/server/shares/shared-view";

/** A run has at most so many links that live. */
const MOST_LIVE = 10;

/** A run of the caller's as it stands. @throws AppError `not_found`, `bad_request`, `upstream_…` */
async function runOf(caller: Caller, taskId: string, runId: string, limit: number) {
  const view = await getRunView(caller, taskId, runId, { limit });
  if (view.runId === null) {
    throw new AppError("bad_request", {
      message: "The task has no run yet. It can be shared as soon as there is one.",
    });
  }
  return { view, key: { owner: caller.owner, taskId, runId: view.runId } };
}

/** A task that was met by its address alone has no name before a list names it. */
export async function learnName(running: Runtime, caller: Caller, taskId: string): Promise<void> {
  const task = await running.store.tasks.find(caller.owner, taskId);
  if (task === undefined || task.listed_at !== null) return;
  try {
    const { catalogue } = running.recorder.desk(caller.owner);
    await catalogue.find(clientOf(running, caller), taskId);
  } catch (thrown) {
    logFailure("the name of a shared task could not be read", thrown);
  }
}

/**
 * Makes a link to one run of the caller's.
 * @returns its address with the secret in the fragment: told this once, and stored nowhere
 * @throws AppError `not_found`, `share_limit` when the run has 10 live links, `upstream_…`
 */
export async function createShare(
  caller: Caller,
  input: z.output<typeof createShareSchema>,
): Promise<CreatedShare> {
  const running = await runtime();
  const { view, key } = await runOf(caller, input.taskId, input.runId, 1);
  await learnName(running, caller, key.taskId);
  const isSettled = isEnded(view.state) && view.result !== null;
  const columns = {
    label: input.label,
    ...flagColumns({ ...input.include, badge: input.badge, card: input.card }),
    sealed_key: isSettled ? null : running.shareKeys.seal(caller),
  };
  return makeLink(running, key, columns, {
    path: "s",
    expiresIn: input.expiresIn,
    most: MOST_LIVE,
  });
}

/**
 * What a link made like this would show: the same answer that its viewers get.
 * @throws AppError as `createShare`
 */
export async function previewShare(
  caller: Caller,
  { taskId, runId, expiresIn, label, include }: SharePreviewQuery,
): Promise<SharedRunView> {
  const running = await runtime();
  const { view, key } = await runOf(caller, taskId, runId, 200);
  const hasTable = include.result && (view.result?.dataTable.length ?? 0) > 0;
  if (hasTable) await countRuns(running, caller, key.taskId);
  return sharedView(view, {
    id: "preview",
    label,
    expiresAt: isoOf(running.clock.now() + LASTS_MS[expiresIn]),
    include,
    isOnlyRun: hasTable && (await isOnlyRun(running, key)),
    ids: await knownIds(running, key),
  });
}
