"use client";

import { useCallback, useState } from "react";
import useSWR from "swr";
import type { RunView } from "../contract/api.ts";
import type { ApiError } from "./api-error.ts";
import { usePageHidden } from "./page-visibility.ts";
import { hiddenRunInterval, POLLING, runInterval } from "./polling.ts";
import { createRunReader, type LoadEarlier } from "./run-reader.ts";
import { useSessionWatch } from "./session-watch.ts";
import { useHiddenPace } from "./use-hidden-pace.ts";

/**
 * One run, kept up to date.
 * @param runId an id, or `latest`
 * @param initial what the page brought; null when it could not be read
 */
export function useRun(taskId: string, runId: string, initial: RunView | null) {
  const path = `/api/tasks/${encodeURIComponent(taskId)}/runs/${encodeURIComponent(runId)}`;
  const [reader] = useState(() => createRunReader<RunView>(path, initial));
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<RunView, ApiError>(path, reader.read, {
    ...POLLING,
    fallbackData: initial ?? undefined,
    refreshInterval: hidden ? hiddenRunInterval : runInterval,
  });
  useHiddenPace(data, hiddenRunInterval, mutate, error);
  useSessionWatch(error);

  const loadEarlier = useCallback<LoadEarlier>(
    async (isEnough) => {
      const view = await reader.earlier(isEnough);
      if (view) await mutate(view, { revalidate: false });
    },
    [reader, mutate],
  );
  const retry = useCallback(() => void mutate(), [mutate]);

  return { view: data ?? null, error: error ?? null, key: path, loadEarlier, retry };
}
