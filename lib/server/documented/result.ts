import "server-only";
import type { z } from "zod";
import type { resultAnswerSchema } from "@/lib/contract/documented-shapes";
import type { UpstreamResult } from "@/lib/contract/upstream";
import { isEnded } from "@/lib/run/state";
import type { RunState } from "@/lib/contract/api";
import { askingClient } from "@/lib/server/runs/asking-client";
import { AtMost } from "@/lib/server/documented/at-most";
import { refuseOld } from "@/lib/server/documented/status";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

type Result = z.input<typeof resultAnswerSchema>["data"];

/** Clients ask every second, and there may be several. */
const EVERY_MS = 1_000;

const asked = new AtMost<UpstreamResult>(EVERY_MS);

const isAbsent = (value: unknown): boolean => value === null || value === "";

function told({ rawStatus, status, error, output, dataTable }: UpstreamResult): Result {
  return {
    status: rawStatus ?? status,
    ...(isAbsent(error) ? {} : { error: error ?? undefined }),
    ...(isAbsent(output) ? {} : { output }),
    dataTable,
  };
}

/**
 * The result of a run: of one that has ended as it was recorded, else as its server has it now.
 * @param runId undefined for the most recent run
 * @throws AppError `not_found`, or of the upstream
 */
export async function getResult(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string | undefined,
): Promise<Result> {
  const { owner } = caller;
  const watcher = await lookAt(running, caller, taskId, runId ?? "latest");
  const id = await resolveRun(running, caller, watcher, runId ?? "latest");
  if (id === null) {
    refuseOld(watcher, running.clock.now());
    return { status: null, dataTable: [] };
  }
  const run = await running.store.runs.find({ owner, taskId, runId: id });
  if (run && isEnded(run.state as RunState) && run.result !== null) {
    return told(JSON.parse(run.result) as UpstreamResult);
  }
  const client = askingClient(running, caller);
  return told(await asked.ask(`${owner} ${taskId} ${id}`, () => client.result(taskId, id)));
}
