import "server-only";
import type { RunResult, RunState } from "@/lib/contract/api";
import { resultExportSchema } from "@/lib/contract/exports";
import { exportName } from "@/lib/run/file-name";
import { isEnded } from "@/lib/run/state";
import { flatTable } from "@/lib/run/table";
import { csvText } from "@/lib/server/csv";
import { AppError } from "@/lib/server/errors";
import { type KnownRun, knownRun } from "@/lib/server/runs/known-run";
import { runFacts } from "@/lib/server/runs/run-facts";
import { storedResult } from "@/lib/server/runs/stored-result";
import type { Runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";

const NONE_YET = "This run has no result yet. It comes when the run ends.";
const NOT_READ = "This run has ended, and its result has not been read yet. Try again in a moment.";

/** @throws AppError `not_found` when there is none */
function resultOf({ run }: KnownRun): RunResult {
  if (run.result !== null) return storedResult(run.result);
  const message = isEnded(run.state as RunState) ? NOT_READ : NONE_YET;
  throw new AppError("not_found", { message });
}

/**
 * What came out of a run, as it was read when the run ended.
 * @throws AppError `not_found`, also when there is no result yet
 */
export async function getRunResult(
  running: Runtime,
  caller: Caller,
  taskId: string,
  runId: string,
): Promise<RunResult> {
  return resultOf(await knownRun(running, caller, taskId, runId));
}

/**
 * The same as a file: JSON with the run's facts, or the table alone as CSV.
 * @throws AppError `not_found`, also when there is no result yet
 */
export async function exportResult(
  running: Runtime,
  caller: Caller,
  taskId: string,
  runId: string,
  format: "json" | "csv",
) {
  const known = await knownRun(running, caller, taskId, runId);
  const result = resultOf(known);
  const run = runFacts(known, caller, running.clock.now());
  if (format === "json") {
    const text = JSON.stringify(resultExportSchema.parse({ run, result }), null, 2);
    return { name: exportName(run, "result", "json"), type: "application/json", text };
  }
  const { columns, cells } = flatTable(result.dataTable);
  return {
    name: exportName(run, "table", "csv"),
    type: "text/csv; charset=utf-8",
    text: csvText(columns, cells),
  };
}
