"use client";

/** Keyboard shortcuts: each part of a screen adds its own, and one listener finds whose a key is. */
import { useEffect, useEffectEvent, useId, useSyncExternalStore } from "react";

export type Shortcut = {
  id: string;
  /** As `KeyboardEvent.key` has it: a character, or `Enter`. */
  key: string;
  /** What it does, for the list of them: "Stop the run". */
  words: string;
  act: () => void;
};

type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "defaultPrevented" | "isComposing"
>;

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

/**
 * Whose turn a pressed key is; of two with the same key, the one that came last. None with Ctrl,
 * Meta or Alt: those belong to the browser.
 */
export function shortcutFor(event: Pressed, all: readonly Shortcut[]): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented, isComposing } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isComposing) return null;
  return all.findLast((shortcut) => shortcut.key === key) ?? null;
}

const FIELDS =
  "input:not([type=range]), textarea, select, [contenteditable], [role=textbox], [role=combobox]";
const WINDOWS = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Whether single keys mean something else now: a field is being filled in, or a window is open. */
const isTaken = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(FIELDS) !== null) ||
  document.querySelector(WINDOWS) !== null;

function onKeyDown(event: KeyboardEvent) {
  const shortcut = shortcutFor(event, shortcuts);
  if (!shortcut || isTaken(event.target)) return;
  event.preventDefault();
  shortcut.act();
}

function change(next: readonly Shortcut[]) {
  if (shortcuts.length === 0) window.addEventListener("keydown", onKeyDown);
  shortcuts = next;
  if (shortcuts.length === 0) window.removeEventListener("keydown", onKeyDown);
  for (const listener of listeners) listener();
}

/**
 * Adds a shortcut for as long as the component is shown.
 * @param key as `KeyboardEvent.key` has it
 * @param words what it does, for the list of them: "Stop the run"
 * @param act null while there is nothing to do: the key is then free
 */
export function useShortcut(key: string, words: string, act: (() => void) | null): void {
  const id = useId();
  const latest = useEffectEvent(() => act?.());
  const isOn = act !== null;
  useEffect(() => {
    if (!isOn) return;
    change([...shortcuts, { id, key, words, act: () => latest() }]);
    return () => change(shortcuts.filter((shortcut) => shortcut.id !== id));
  }, [id, key, words, isOn]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Shortcut[] = [];

/** The shortcuts of what is on screen, in the order in which they came. */
export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    subscribe,
    () => shortcuts,
    () => NONE,
  );
