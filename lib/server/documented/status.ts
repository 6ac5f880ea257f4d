import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { RawStatus } from "@/lib/contract/upstream";
import { isEnded } from "@/lib/run/state";
import { AppError } from "@/lib/server/errors";
import type { Watch } from "@/lib/server/recorder/watch";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import type { RunRecord } from "@/lib/server/store/runs";

/** The answer has no place to say how old it is, so what is older than this is an error instead. */
const TOO_OLD_MS = 10_000;

const NO_RUN: Required<RawStatus> = {
  status: null,
  detailedStatus: null,
  toolCall: null,
  liveStatus: null,
};

/** @throws AppError of the upstream when its last word is too old to pass for now */
export function refuseOld(watcher: Watch, nowMs: number): void {
  const { failure, observedAtMs } = watcher;
  // Null would say that there is no run, where nobody has been able to ask.
  if (observedAtMs === null) throw new AppError(failure?.code ?? "upstream_timeout");
  if (failure && nowMs - observedAtMs > TOO_OLD_MS) {
    throw new AppError(failure.code, { retryAfterMs: failure.retryAfterMs ?? undefined });
  }
}

const storedStatus = (run: RunRecord, liveStatus: unknown): Required<RawStatus> => ({
  status: run.status,
  detailedStatus: run.detailed_status,
  toolCall: null,
  liveStatus,
});

/**
 * `GET /task/{taskId}/run/status` as it is documented, `runId` included, through the recorder.
 * @param runId undefined for the most recent run
 * @throws AppError `not_found`, or of the upstream when its last word is too old to pass for now
 */
export async function getStatus(
  running: Runtime,
  caller: Caller,
  taskId: string,
  runId: string | undefined,
): Promise<Required<RawStatus>> {
  const watcher = await lookAt(running, caller, taskId, runId ?? "latest");
  const id = await resolveRun(running, caller, watcher, runId ?? "latest");
  if (id === null) {
    refuseOld(watcher, running.clock.now());
    return NO_RUN;
  }
  const key = { owner: caller.owner, taskId, runId: id };
  const find = async () => {
    const found = await running.store.runs.find(key);
    if (!found) throw new AppError("not_found");
    return found;
  };
  const rawNow = () => (watcher.newest?.runId === id ? watcher.newest.raw : null);
  const isNewest = watcher.newest?.runId === id;
  const failure = isNewest ? null : await watcher.consult(id);
  let run = await find();
  if (isNewest && !rawNow() && !isEnded(run.state as RunState) && !watcher.failure) {
    // It was found a moment ago, and its first sample is under way.
    await watcher.refresh();
    run = await find();
  }
  const raw = rawNow();
  // The browser closes with the run; its last address is stored nowhere.
  if (isEnded(run.state as RunState)) return storedStatus(run, raw?.liveStatus ?? "");
  if (!isNewest) {
    // Nothing is known of it yet, and null would say that no run exists.
    if (run.status === null) throw failure ?? new AppError("upstream_error");
    return storedStatus(run, null);
  }
  refuseOld(watcher, running.clock.now());
  if (!raw) throw new AppError(watcher.failure?.code ?? "upstream_timeout");
  const { status, detailedStatus, toolCall, liveStatus } = raw;
  return {
    status: status ?? null,
    detailedStatus: detailedStatus ?? null,
    toolCall: toolCall ?? null,
    liveStatus: liveStatus ?? null,
  };
}
