"use client";

import { useState } from "react";
import type { TaskList } from "../contract/api.ts";
import { isCreatedHere } from "./created-here.ts";
import { mergeTasks, openTasks } from "./shown-tasks.ts";

/**
 * The rows of a list that are on screen, and what shows those that wait.
 * @param of which list it is: filter and page
 * @param isHeld whether somebody's hand is on the rows
 */
export function useShownTasks(of: string, list: TaskList, isHeld: boolean) {
  const [state, setState] = useState(() => ({ shown: openTasks({ of, list }), isHeld }));
  const { shown } = state;
  if (shown.list !== list || shown.of !== of || state.isHeld !== isHeld) {
    setState({ shown: mergeTasks(shown, { of, list }, isHeld, isCreatedHere), isHeld });
  }
  const showAll = () => setState((now) => ({ ...now, shown: openTasks(now.shown) }));
  return { shown, showAll };
}
