"use client";

import { useCallback, useState } from "react";
import useSWR from "swr";
import type { RunList } from "../contract/api.ts";
import type { ApiError } from "./api-error.ts";
import { createListReader } from "./fetch-fresh.ts";
import { usePageHidden } from "./page-visibility.ts";
import { hiddenListInterval, listInterval, POLLING } from "./polling.ts";
import { useSessionWatch } from "./session-watch.ts";

/**
 * The runs of a task, kept up to date.
 * @param initial what the page brought for `initialPage`; null when it could not be read
 */
export function useTaskRuns(
  taskId: string,
  page: number,
  initial: { list: RunList | null; page: number },
) {
  const path = `/api/tasks/${encodeURIComponent(taskId)}/runs${page > 1 ? `?page=${page}` : ""}`;
  const [read] = useState(() => createListReader<RunList>());
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<RunList, ApiError>(path, read, {
    ...POLLING,
    fallbackData: initial.page === page ? (initial.list ?? undefined) : undefined,
    keepPreviousData: true,
    refreshInterval: hidden ? hiddenListInterval : listInterval,
  });
  useSessionWatch(error);
  const retry = useCallback(() => void mutate(), [mutate]);
  return { list: data ?? null, error: error ?? null, key: path, retry };
}
