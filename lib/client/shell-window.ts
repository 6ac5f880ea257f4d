"use client";

/** Which of the windows that every page has is open, and where the keyboard was before. */
import { useSyncExternalStore } from "react";

export type ShellWindow = "palette" | "keys" | "notify";

let open: ShellWindow | null = null;
/** What held the keyboard before. */
export const windowOrigin: { current: HTMLElement | null } = { current: null };
let next: (() => void) | null = null;
const listeners = new Set<() => void>();

function change(to: ShellWindow | null): void {
  open = to;
  // Back and forward lead to another page.
  if (open === null) window.removeEventListener("popstate", leaveWindow);
  else window.addEventListener("popstate", leaveWindow);
  for (const listener of listeners) listener();
}

/** What holds the keyboard; for an entry of a menu, which is about to go, the menu's button. */
function keyboardPlace(): HTMLElement | null {
  const active = document.activeElement;
  const menu = active?.closest("[role=menu]");
  const place = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
  return place instanceof HTMLElement ? place : null;
}

/** Opens one of the windows. From one to the next the way back stays. */
export function showWindow(wanted: ShellWindow): void {
  if (open === null) windowOrigin.current = keyboardPlace();
  change(wanted);
}

/** Closes it. @param act what is done once the keyboard is where it was */
export function closeWindow(act: (() => void) | null = null): void {
  next = act;
  change(null);
}

/** Closes it for another page: what held the keyboard before goes with this one. */
export function leaveWindow(): void {
  windowOrigin.current = document.getElementById("main");
  closeWindow();
}

/** Gives the keyboard back to where it was before a window opened; for when one has gone. */
export function giveFocusBack(): void {
  if (open !== null) return;
  const origin = windowOrigin.current;
  const isThere = origin?.isConnected && origin !== document.body;
  (isThere ? origin : document.getElementById("main"))?.focus({ preventScroll: true });
  next?.();
  next = null;
}

/** Whether one is open, or about to be: its part of the page may still be on the way. */
export const isWindowOpen = (): boolean => open !== null;

/** What a dialog must know of its opening. */
export const SHELL_OPENING = {
  id: "shell-window",
  giveBackFocus: giveFocusBack,
  onOpenChange: () => closeWindow(),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The window that is open, or null. */
export const useShellWindow = (): ShellWindow | null =>
  useSyncExternalStore(
    subscribe,
    () => open,
    () => null,
  );
