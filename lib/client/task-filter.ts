"use client";

import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { useCallback } from "react";
import { RUN_STATES } from "../run/state.ts";
import type { TaskFilter } from "./task-query.ts";

const PARSERS = {
  q: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(RUN_STATES)).withDefault([]),
  page: parseAsInteger.withDefault(1),
};

/** The filter of the task list, which lives in the address. A change leads to the first page. */
export function useTaskFilter() {
  const [values, setValues] = useQueryStates(PARSERS, { clearOnDefault: true });
  const filter: TaskFilter = {
    q: values.q.trim().slice(0, 200),
    state: values.state,
    page: Math.min(10_000, Math.max(1, values.page)),
  };
  const setFilter = useCallback(
    ({ state, ...change }: Partial<TaskFilter>) =>
      void setValues({ page: null, ...change, ...(state && { state: [...state] }) }),
    [setValues],
  );
  return { filter, setFilter };
}
