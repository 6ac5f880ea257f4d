import "server-only";
import type { RecordingView } from "@/lib/contract/actions";
import type { UpstreamRecording } from "@/lib/contract/upstream";
import { type Env, env, isLoopback } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { isShownInPlace } from "@/lib/server/recording-origins";
import { isoOrNull } from "@/lib/server/runs/freshness";
import { knownRun } from "@/lib/server/runs/known-run";
import { clientOf } from "@/lib/server/runs/known-task";
import type { Runtime } from "@/lib/server/runtime";
import type { Reader } from "@/lib/server/session/caller";

const NO_ADDRESS = { url: null, host: null, inPlace: false };

/**
 * Where a recording is, kept to the letter: `%2F` in it is not `/` (upstream.md point 17). Whatever
 * is no https page, nor one of this machine's, is no address to send anybody to.
 */
export function recordingAddress(
  text: string | null,
  settings: Env,
): Pick<RecordingView, "url" | "host" | "inPlace"> {
  if (text === null || !/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) {
    return NO_ADDRESS;
  }
  const url = new URL(text);
  const isSecure = url.protocol === "https:" || isLoopback(url);
  if (!isSecure || url.username || url.password) return NO_ADDRESS;
  return { url: text, host: url.host, inPlace: isShownInPlace(url, settings) };
}

const STATES: Record<UpstreamRecording["status"], RecordingView["state"]> = {
  pending: "pending",
  error: "failed",
  completed: "ready",
};

/** A server that knows no recordings has none. */
async function orNone(answer: Promise<UpstreamRecording>): Promise<UpstreamRecording> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return { status: "error", url: null, error: null };
  }
}

/**
 * The recording of a run: only completed ones have one. Its address is told and kept nowhere.
 * @param runId an id, or `latest`
 * @param isWished whether a person wishes to know
 * @throws AppError `not_found`, or of the upstream
 */
export async function getRecording(
  running: Runtime,
  caller: Reader,
  taskId: string,
  runId: string,
  isWished: boolean,
): Promise<RecordingView> {
  const { run, key } = await knownRun(running, caller, taskId, runId);
  if (run.state !== "completed") {
    return { state: "none", ...NO_ADDRESS, nextAskAt: null, asksAgain: false };
  }
  const { recordings } = running.recorder.desk(caller.owner);
  const told = await recordings.ask(`${taskId} ${key.runId}`, isWished, () =>
    orNone(clientOf(running, caller).recording(taskId, key.runId)),
  );
  const state = STATES[told.recording.status];
  return {
    state,
    ...(state === "ready" ? recordingAddress(told.recording.url, env()) : NO_ADDRESS),
    nextAskAt: isoOrNull(told.nextAskAtMs),
    asksAgain: told.asksAgain,
  };
}
