import "server-only";
import type { RunState, RunView, RunViewQuery } from "@/lib/contract/api";
import type { SharedRunView } from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";
import { logFailure } from "@/lib/server/log-failure";
import { isoOf } from "@/lib/server/runs/freshness";
import { getRecordedView, getRunView } from "@/lib/server/runs/run-view";
import { type Runtime, runtime } from "@/lib/server/runtime";
import { knownIds } from "@/lib/server/shares/known-ids";
import { countRuns, isOnlyRun } from "@/lib/server/shares/only-run";
import { openShare } from "@/lib/server/shares/open-share";
import { includeOf } from "@/lib/server/shares/share-row";
import { type Sharing, sharedView } from "@/lib/server/shares/shared-view";
import type { RunKey } from "@/lib/server/store/transitions";

const LOOK_AGAIN_MS = 300;

/** What nobody who looks has to know of. */
const failed = (what: string) => (thrown: unknown) => void logFailure(what, thrown);

type Opening = {
  /** The header that carries the secret. */
  authorization: string | null;
  /** Whether somebody opens the link, as opposed to a page reading on. */
  isOpening: boolean;
};

/**
 * What somebody with a link sees of its run. Reading it keeps a run that goes on watched as closely
 * as its owner's page does; of one that is over, nobody is asked anything.
 * @throws AppError `not_found`, `share_paused`, `share_ended`, and of the upstream when nothing is
 *   known yet
 */
export async function getSharedRun(
  id: string,
  { authorization, isOpening }: Opening,
  query: RunViewQuery,
): Promise<SharedRunView> {
  const running = await runtime();
  const { store, clock, shareKeys } = running;
  const opened = await openShare(running, id, authorization);
  await shareKeys.ready(opened);
  const { owner, task_id: taskId, run_id: runId } = opened;
  const key = { owner, taskId, runId };
  const open = () => openShare(running, id, authorization);
  const view = await whileOpen(running, viewOf(running, key, query), open);
  // What was revoked or left out meanwhile is not told.
  const share = await open();
  const include = includeOf(share);
  if (isOpening) {
    await store.shares.noteView(id, clock.now()).catch(failed("a view could not be counted"));
  }
  const hasTable = include.result && (view.result?.dataTable.length ?? 0) > 0;
  // A run that began after this one had ended is found by the next reading; nobody waits for it.
  if (hasTable) countRuns(running, key, taskId).catch(failed("the runs could not be counted"));
  return sharedOnce(view, {
    id,
    label: share.label,
    expiresAt: isoOf(share.expires_at),
    include,
    isOnlyRun: hasTable && (await isOnlyRun(running, key)),
    ids: await idsOf(running, view, key),
  });
}

const ids = new WeakMap<RunView, Promise<string[]>>();

/** Read once for all who are told of a view. */
function idsOf(running: Runtime, view: RunView, key: RunKey): Promise<string[]> {
  const known = ids.get(view) ?? knownIds(running, key);
  ids.set(view, known);
  return known;
}

const shared = new WeakMap<RunView, Map<string, SharedRunView>>();

/** Those who look at once are told of one and the same view: what a link shows of it is made once. */
function sharedOnce(view: RunView, sharing: Sharing): SharedRunView {
  const ofView = shared.get(view) ?? new Map<string, SharedRunView>();
  shared.set(view, ofView);
  const asked = JSON.stringify(sharing);
  const told = ofView.get(asked) ?? sharedView(view, sharing);
  ofView.set(asked, told);
  return told;
}

/** A view may have to wait for a sample; a link that is shut meanwhile is told at once. */
async function whileOpen<T>({ clock }: Runtime, work: Promise<T>, open: () => Promise<unknown>) {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  for (;;) {
    let cancel: (() => void) | undefined;
    const pause = new Promise<void>((resolve) => {
      cancel = clock.after(LOOK_AGAIN_MS, resolve);
    });
    await Promise.race([done, pause]).finally(() => cancel?.());
    if (isDone) return done;
    await open();
  }
}

/** Of a run that goes on, as its watch tells it; of one that is over, what is stored. */
async function viewOf(running: Runtime, key: RunKey, query: RunViewQuery): Promise<RunView> {
  const { store, recorder } = running;
  const run = await store.runs.find(key);
  const isSettled = run && isEnded(run.state as RunState) && run.result !== null;
  const isFollowed = recorder.keyring.get(key.owner, key.taskId) !== null;
  if (isSettled || !isFollowed) return getRecordedView(running, key, query);
  return getRunView(key, key.taskId, key.runId, query);
}
