"use client";

import { useCallback, useState } from "react";
import useSWR from "swr";
import type { TaskList } from "../contract/api.ts";
import type { ApiError } from "./api-error.ts";
import { createListReader } from "./fetch-fresh.ts";
import { usePageHidden } from "./page-visibility.ts";
import { hiddenListInterval, listInterval, POLLING } from "./polling.ts";
import { useSessionWatch } from "./session-watch.ts";
import { type TaskFilter, taskQuery } from "./task-query.ts";

/**
 * The task list, kept up to date.
 * @param initial what the page brought, with the filter it was read for
 */
export function useTasks(
  filter: TaskFilter,
  initial: { list: TaskList | null; filter: TaskFilter },
) {
  const path = `/api/tasks${taskQuery(filter)}`;
  const [read] = useState(() => createListReader<TaskList>());
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<TaskList, ApiError>(path, read, {
    ...POLLING,
    // SWR would show the page's data under every other filter too.
    fallbackData:
      taskQuery(initial.filter) === taskQuery(filter) ? (initial.list ?? undefined) : undefined,
    keepPreviousData: true,
    refreshInterval: hidden ? hiddenListInterval : listInterval,
  });
  useSessionWatch(error);
  const retry = useCallback(() => void mutate(), [mutate]);
  return { list: data ?? null, error: error ?? null, key: path, retry };
}
