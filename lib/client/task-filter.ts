"use client";

import { useCallback } from "react";
import type { RunState } from "../contract/api.ts";
import { RUN_STATES } from "../run/state.ts";
import { pageOf, setPage } from "./address-query.ts";
import type { TaskFilter } from "./task-query.ts";
import { useAddressQuery } from "./use-address-query.ts";

const isState = (word: string): word is RunState => RUN_STATES.some((state) => state === word);

function setOrDelete(query: URLSearchParams, name: string, value: string): void {
  if (value) query.set(name, value);
  else query.delete(name);
}

/** The filter of the task list, which lives in the address. A change leads to the first page. */
export function useTaskFilter() {
  const [query, change] = useAddressQuery();
  const filter: TaskFilter = {
    q: (query.get("q") ?? "").trim().slice(0, 200),
    state: (query.get("state") ?? "").split(",").filter(isState),
    page: Math.min(10_000, pageOf(query)),
  };
  const setFilter = useCallback(
    ({ q, state, page }: Partial<TaskFilter>) =>
      change((query) => {
        if (q !== undefined) setOrDelete(query, "q", q);
        if (state !== undefined) setOrDelete(query, "state", state.join(","));
        setPage(query, page ?? 1);
      }),
    [change],
  );
  return { filter, setFilter };
}
