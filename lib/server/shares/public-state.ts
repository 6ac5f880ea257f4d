import "server-only";
import type { RunState } from "@/lib/contract/api";
import { shareIdSchema } from "@/lib/contract/shares";
import type { PublicRun } from "@/lib/run/badge";
import { isEnded } from "@/lib/run/state";
import { env } from "@/lib/server/env";
import type { Runtime } from "@/lib/server/runtime";
import { endedBy } from "@/lib/server/shares/open-share";
import { textCleaner } from "@/lib/server/shares/text-cleaner";
import type { RunRecord } from "@/lib/server/store/runs";

/** For so long a run that goes on is taken to be as it was last seen. */
const CURRENT_MS = 2 * 60_000;

/** What may show a run's state to everybody, each if its owner has turned it on. */
export type PublicKind = "badge" | "card";

export type PublicState =
  | ({ found: "state"; taskName: string | null } & PublicRun)
  /** It was turned on, and the link has ended or rests. */
  | { found: "neutral" }
  /** There is no such link, or it was not turned on: nobody is told which. */
  | { found: "nothing" };

function publicRun(run: RunRecord, nowMs: number): PublicRun {
  const state = run.state as RunState;
  const hasEnded = isEnded(state);
  const untilMs = hasEnded ? run.ended_at : nowMs;
  return {
    state,
    durationMs:
      run.created_at === null || untilMs === null ? null : Math.max(0, untilMs - run.created_at),
    isCurrent: hasEnded || (run.last_seen_at !== null && nowMs - run.last_seen_at <= CURRENT_MS),
  };
}

/**
 * What everybody may know of a shared run, from the store alone: it asks no server, and nobody
 * counts as looking.
 * @param id as it came in an address; anything
 * @throws AppError `store_unavailable`
 */
export async function publicState(
  deps: Pick<Runtime, "store" | "clock">,
  id: string,
  kind: PublicKind,
): Promise<PublicState> {
  const { store, clock } = deps;
  const share = shareIdSchema.safeParse(id).success ? await store.shares.find(id) : undefined;
  if (!share || share[kind] !== 1) return { found: "nothing" };
  if ((await endedBy(deps, share)) || share.paused_at !== null) return { found: "neutral" };
  const nowMs = clock.now();
  const { owner, task_id: taskId, run_id: runId } = share;
  const run = await store.runs.find({ owner, taskId, runId });
  if (!run) return { found: "neutral" };
  const task = share.include_task_name === 1 ? await store.tasks.find(owner, taskId) : undefined;
  const name = textCleaner([taskId, runId], env())(task?.name ?? "").trim();
  return { found: "state", taskName: name || null, ...publicRun(run, nowMs) };
}
