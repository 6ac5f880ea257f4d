"use client";

/** The lists, kept up to date: one page of tasks, one page of a task's runs. */
import { useCallback, useState } from "react";
import useSWR from "swr";
import type { Freshness, RunList, TaskList } from "../contract/api.ts";
import type { ApiError } from "./api-error.ts";
import { createListReader } from "./fetch-fresh.ts";
import { usePageHidden } from "./page-visibility.ts";
import { hiddenListInterval, listInterval, POLLING } from "./polling.ts";
import { useSessionWatch } from "./session-watch.ts";
import { useHiddenPace } from "./use-hidden-pace.ts";
import { type TaskFilter, taskQuery } from "./task-query.ts";

/**
 * @param initial what the page brought, with the path it was read from
 * @returns `list`, and `of` which path it is: the one before, until there is an answer for this one
 */
function useList<T extends { freshness: Freshness }>(
  path: string,
  initial: { list: T | null; path: string },
) {
  const [read] = useState(() => createListReader<T>());
  const hidden = usePageHidden();
  const { data, error, mutate } = useSWR<T, ApiError>(path, read, {
    ...POLLING,
    // SWR would show the page's data under every other path too.
    fallbackData: initial.path === path ? (initial.list ?? undefined) : undefined,
    refreshInterval: hidden ? hiddenListInterval : listInterval,
  });
  useHiddenPace(data, hiddenListInterval, mutate, error);
  useSessionWatch(error);
  const [held, setHeld] = useState({ list: data ?? null, of: path });
  if (data && (held.list !== data || held.of !== path)) setHeld({ list: data, of: path });
  const retry = useCallback(() => void mutate(), [mutate]);
  return { ...held, error: error ?? null, key: path, retry };
}

const tasksPath = (filter: TaskFilter) => `/api/tasks${taskQuery(filter)}`;
const runsPath = (taskId: string, page: number) =>
  `/api/tasks/${encodeURIComponent(taskId)}/runs${page > 1 ? `?page=${page}` : ""}`;

/**
 * The task list.
 * @param initial what the page brought, with the filter it was read for
 */
export const useTasks = (
  filter: TaskFilter,
  initial: { list: TaskList | null; filter: TaskFilter },
) => useList(tasksPath(filter), { list: initial.list, path: tasksPath(initial.filter) });

/**
 * The runs of a task.
 * @param initial what the page brought, with the number of the page; null when it was not readable
 */
export const useTaskRuns = (
  taskId: string,
  page: number,
  initial: { list: RunList | null; page: number },
) => useList(runsPath(taskId, page), { list: initial.list, path: runsPath(taskId, initial.page) });
