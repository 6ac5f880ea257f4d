"use client";

/** A choice of whoever uses this browser, on or off, kept in it and the same in all its tabs. */
import { useSyncExternalStore } from "react";

export type BrowserSwitch = {
  isOn: () => boolean;
  set: (on: boolean) => void;
  subscribe: (listener: () => void) => () => void;
};

/**
 * @param key what it is kept under while it is other than usual
 * @param usually what it is for whoever never chose, and in what the server draws
 */
export function browserSwitch(key: string, usually: boolean): BrowserSwitch & { usually: boolean } {
  const listeners = new Set<() => void>();
  /** Null until it is read. Where the browser keeps nothing, it holds until the page is left. */
  let held: boolean | null = null;

  const isOn = (): boolean => {
    try {
      held ??= (localStorage.getItem(key) === null) === usually;
    } catch {
      held = usually;
    }
    return held;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const set = (on: boolean) => {
    held = on;
    try {
      if (on === usually) localStorage.removeItem(key);
      else localStorage.setItem(key, "1");
    } catch {
      // Then it is as usual again with the next page.
    }
    tell();
  };
  /** Another tab changed it. */
  const onStorage = (event: StorageEvent) => {
    if (event.key !== null && event.key !== key) return;
    held = null;
    tell();
  };
  const subscribe = (listener: () => void) => {
    if (listeners.size === 0) window.addEventListener("storage", onStorage);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) window.removeEventListener("storage", onStorage);
    };
  };
  return { isOn, set, subscribe, usually };
}

/** Whether it is on, and how to change that. */
export const useBrowserSwitch = (
  it: ReturnType<typeof browserSwitch>,
): [boolean, (on: boolean) => void] => [
  useSyncExternalStore(it.subscribe, it.isOn, () => it.usually),
  it.set,
];
