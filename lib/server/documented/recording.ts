import "server-only";
import type { z } from "zod";
import type { RunState } from "@/lib/contract/api";
import type { recordingAnswerSchema } from "@/lib/contract/documented-shapes";
import { isEnded } from "@/lib/run/state";
import { knownRun } from "@/lib/server/runs/known-run";
import { getRecording } from "@/lib/server/runs/recording";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

type Recording = z.input<typeof recordingAnswerSchema>["data"];

const WORDS = {
  none: "Only completed runs have a recording.",
  failed: "The server has no recording of this run.",
  ready: "The server has a recording of this run, but at no address that could be opened.",
};

/**
 * The recording of a run, as the document has it.
 * @param runId undefined for the most recent run
 * @throws AppError `not_found`, also while there is no run, or of the upstream
 */
export async function getRunGif(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string | undefined,
): Promise<Recording> {
  const { run } = await knownRun(running, caller, taskId, runId ?? "latest");
  if (!isEnded(run.state as RunState)) return { status: "pending" };
  // A program that asks is one that wishes to know, however long ago the run ended.
  const { state, url } = await getRecording(running, caller, taskId, run.id, true);
  if (state === "pending") return { status: "pending" };
  if (state === "ready" && url !== null) return { status: "completed", url };
  return { status: "error", error: WORDS[state] };
}
