"use client";

import useSWR, { useSWRConfig } from "swr";
import type { RecordingView } from "../contract/actions.ts";
import type { ApiError } from "./api-error.ts";
import { fetchBody } from "./fetch-json.ts";
import { recordingInterval } from "./polling.ts";
import { useSessionWatch } from "./session-watch.ts";
import { useAction } from "./use-action.ts";

const read = (path: string) => fetchBody<RecordingView>(path);

/** Each call may queue work on the server, so nothing but its own clock asks again. */
const SELDOM = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  shouldRetryOnError: false,
  keepPreviousData: true,
  refreshInterval: recordingInterval,
} as const;

/**
 * The recording of a run, asked for as long as Runboard says so.
 * @param isShown whether anybody can see it
 */
export function useRecording(taskId: string, runId: string, isShown: boolean) {
  const base = `/api/tasks/${encodeURIComponent(taskId)}/runs/${encodeURIComponent(runId)}`;
  const path = `${base}/recording`;
  const { mutate } = useSWRConfig();
  const { busy, outcome, run, clear } = useAction(() =>
    mutate<RecordingView>(path, read(`${path}?ask=now`), { revalidate: false }),
  );
  const { data, error } = useSWR<RecordingView, ApiError>(isShown ? path : null, read, {
    ...SELDOM,
    onSuccess: clear,
  });
  const problem = outcome?.error ?? error ?? null;
  useSessionWatch(problem);
  return { view: data ?? null, problem, busy, lookAgain: run };
}
