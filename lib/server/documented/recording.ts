import "server-only";
import type { z } from "zod";
import type { RunState } from "@/lib/contract/api";
import type { recordingAnswerSchema } from "@/lib/contract/documented-shapes";
import type { UpstreamRecording } from "@/lib/contract/upstream";
import { isEnded } from "@/lib/run/state";
import { askingClient } from "@/lib/server/documented/asking-client";
import { AtMost } from "@/lib/server/documented/at-most";
import { lookAt, resolveRun } from "@/lib/server/runs/look-at";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

type Recording = z.input<typeof recordingAnswerSchema>["data"];

/** Each call may queue another job on the server (upstream.md point 17). */
const EVERY_MS = 10_000;

const asked = new AtMost<UpstreamRecording>(EVERY_MS);

/**
 * The recording of a run; its server is asked for completed runs only.
 * @param runId undefined for the most recent run
 * @throws AppError `not_found`, or of the upstream
 */
export async function getRunGif(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string | undefined,
): Promise<Recording> {
  const { owner } = caller;
  const watch = await lookAt(running, caller, taskId, runId ?? "latest");
  const id = await resolveRun(running, caller, watch, runId ?? "latest");
  const run = id === null ? undefined : await running.store.runs.find({ owner, taskId, runId: id });
  const state = run?.state as RunState | undefined;
  if (id === null || !state || !isEnded(state)) return { status: "pending" };
  if (state !== "completed") {
    return { status: "error", error: "Only completed runs have a recording." };
  }
  const client = askingClient(running, caller);
  const { status, url } = await asked.ask(`${owner} ${taskId} ${id}`, () =>
    client.recording(taskId, id),
  );
  if (status === "error") return { status, error: "The server has no recording of this run." };
  return status === "completed" && url ? { status, url } : { status: "pending" };
}
