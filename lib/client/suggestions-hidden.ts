"use client";

/** Whether whoever uses this browser put the suggestions away. */
import { useSyncExternalStore } from "react";

const KEY = "runboard.suggestions-hidden";
const listeners = new Set<() => void>();
/** Null until it is read. Where the browser keeps nothing, it holds until the page is left. */
let isHidden: boolean | null = null;

function read(): boolean {
  try {
    isHidden ??= localStorage.getItem(KEY) !== null;
  } catch {
    isHidden = false;
  }
  return isHidden;
}

function write(hidden: boolean): void {
  isHidden = hidden;
  try {
    if (hidden) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // Then they are back with the next page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether they are put away, and how to do that or to undo it. The server shows them. */
export const useSuggestionsHidden = (): [boolean, (hidden: boolean) => void] => [
  useSyncExternalStore(subscribe, read, () => false),
  write,
];
