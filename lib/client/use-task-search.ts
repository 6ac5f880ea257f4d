"use client";

import { useEffect, useState } from "react";
import type { TaskList, TaskRow } from "../contract/api.ts";
import { ApiError } from "./api-error.ts";
import { fetchBody } from "./fetch-json.ts";
import { isMeant } from "./palette-match.ts";
import { taskQuery } from "./task-query.ts";

const SETTLE_MS = 150;
const SHOWN = 8;

type Answer = { search: string; attempt: number; list: TaskList | null; problem: string | null };

export type TaskSearch = {
  tasks: readonly TaskRow[];
  /** What came for this very search; null while it is on its way, or failed. */
  list: TaskList | null;
  /** Why it failed, in words. */
  problem: string | null;
};

/** Nothing keeps trying here, which is what the usual words for a silence say. */
const searchProblem = (error: unknown): string =>
  error instanceof ApiError && error.code !== "no_answer" && error.code !== "unreadable"
    ? error.message
    : "Runboard does not answer. Check the connection.";

/**
 * The tasks whose name or id holds some text, asked for once nobody types for a moment. What was
 * found for the text before stays as far as it fits, until the answer is there.
 * @param search trimmed; "" asks for nothing
 * @param attempt another number asks again
 */
export function useTaskSearch(search: string, attempt: number): TaskSearch {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (search === "") return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const ask = async () => {
      const query = taskQuery({ q: search, state: [], page: 1 });
      const told = await fetchBody<TaskList>(`/api/tasks${query}&limit=${SHOWN}`, { signal }).then(
        (list) => ({ list, problem: null }),
        (error: unknown) => ({
          list: null,
          problem: searchProblem(error),
        }),
      );
      if (!signal.aborted) setAnswer({ search, attempt, ...told });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [search, attempt]);
  if (search === "" || answer === null) return { tasks: [], list: null, problem: null };
  const { list, problem } = answer;
  if (answer.search === search && answer.attempt === attempt) {
    return { tasks: list?.tasks ?? [], list, problem };
  }
  const tasks = list?.tasks.filter(({ id, name }) => isMeant(search, `${name} ${id}`)) ?? [];
  return { tasks, list: null, problem: null };
}
