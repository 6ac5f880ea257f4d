"use client";

/** Remembers the filters of the task list for this tab, so that the way back keeps them. */
import { useSyncExternalStore } from "react";

const KEY = "runboard.tasks";

/** Remembers the query of the list that is on screen, with its `?`. */
export function rememberList(query: string): void {
  try {
    sessionStorage.setItem(KEY, query);
  } catch {
    // Without storage the way back simply leads to the unfiltered list.
  }
}

function recall(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

const never = () => () => undefined;

/** The address of the task list with the filters it was left with. */
export const useListAddress = (): string =>
  `/tasks${useSyncExternalStore(never, recall, () => "")}`;
