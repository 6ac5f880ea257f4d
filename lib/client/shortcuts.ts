"use client";

/** Keyboard shortcuts: each part of a screen adds its own, and one listener finds whose a key is. */
import { useEffect, useEffectEvent, useId, useSyncExternalStore } from "react";
import { browserSwitch, useBrowserSwitch } from "./browser-switch.ts";
import { isWindowOpen } from "./shell-window.ts";
import { beginsPair, mayBeHeld, pressedKey, type Shortcut, shortcutFor } from "./shortcut-match.ts";

/** How long the first of two keys waits for the second one, in ms. */
const PAIR_MS = 1_500;

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
/** The first key of a pair, as `pressedKey` has it, and until when it counts, in ms as events have it. */
let first: { key: string; untilMs: number } | null = null;
/** The key that acted last: held down, it is not to type into what it opened. */
let acted: string | null = null;

const SINGLE_KEYS = browserSwitch("runboard.single-keys-off", true);

/** Whether single characters are shortcuts, and how to change that: some dictate, or press by mistake. */
export const useSingleKeys = () => useBrowserSwitch(SINGLE_KEYS);

const FIELDS =
  "input:not([type=range]), textarea, select, [contenteditable], [role=textbox], [role=combobox]";
const WINDOWS = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Whether a window is open over the page, or a part of it fills the screen and would hide one. */
export const isPageCovered = (): boolean =>
  isWindowOpen() || document.fullscreenElement !== null || document.querySelector(WINDOWS) !== null;

/** Whether single keys mean something else now: a field is being filled in, or a window is open. */
const isTaken = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(FIELDS) !== null) || isPageCovered();

/** How long the keys of somebody who types into a field that goes away mean nothing, in ms. */
const TYPED_MS = 2_000;
/** The field that was typed into last, and when, in ms as events have it. */
let typed: { field: Element; atMs: number } | null = null;

/** Whether a key belongs to what was being typed into a field that is no longer there. */
function isLeftOver({ key, target, timeStamp, isComposing }: KeyboardEvent): boolean {
  const field = target instanceof Element ? target.closest(FIELDS) : null;
  // Whoever leaves a field by Escape, or by the Enter that ends a line, means what comes next.
  const isOver =
    key === "Escape" || (key === "Enter" && !isComposing && field?.localName === "input");
  if (field) typed = isOver ? null : { field, atMs: timeStamp };
  if (field || !typed || typed.field.isConnected) return false;
  const isTyping = timeStamp - typed.atMs < TYPED_MS;
  typed = isTyping ? { ...typed, atMs: timeStamp } : null;
  return isTyping;
}

function onKeyDown(event: KeyboardEvent) {
  if (isLeftOver(event)) return;
  const key = pressedKey(event);
  if (event.repeat && key !== null && key === acted) event.preventDefault();
  if (event.repeat && (key === null || !mayBeHeld(key))) return;
  if (event.key === "Shift" || event.key === "CapsLock") return;
  const before = first && event.timeStamp < first.untilMs ? first.key : null;
  first = null;
  acted = null;
  if (key === null || (key.length === 1 && !SINGLE_KEYS.isOn()) || isTaken(event.target)) return;
  const shortcut = shortcutFor(key, shortcuts, before);
  if (shortcut) {
    event.preventDefault();
    if (!mayBeHeld(key)) acted = key;
    shortcut.act();
  } else if (beginsPair(key, shortcuts)) {
    first = { key, untilMs: event.timeStamp + PAIR_MS };
  }
}

function change(next: readonly Shortcut[]) {
  if (shortcuts.length === 0) window.addEventListener("keydown", onKeyDown);
  shortcuts = next;
  if (shortcuts.length === 0) window.removeEventListener("keydown", onKeyDown);
  for (const listener of listeners) listener();
}

/** Adds something that can be done to the list for as long as the component is shown. */
function useListed({ key, words, scope }: Omit<Shortcut, "id" | "act">, act: (() => void) | null) {
  const id = useId();
  const latest = useEffectEvent(() => act?.());
  const isOn = act !== null;
  useEffect(() => {
    if (!isOn) return;
    change([...shortcuts, { id, key, words, scope, act: () => latest() }]);
    return () => change(shortcuts.filter((shortcut) => shortcut.id !== id));
  }, [id, key, words, scope, isOn]);
}

const NO_PROPS = {};

/**
 * Adds a shortcut for as long as the component is shown.
 * @param key as `KeyboardEvent.key` has it
 * @param words what it does, for the list of them: "Stop the run"
 * @param act null while there is nothing to do: the key is then free
 * @param scope `everywhere` for what all pages have
 * @returns what tells of the key, for the button that does the same
 */
export function useShortcut(
  key: string,
  words: string,
  act: (() => void) | null,
  scope: Shortcut["scope"] = "page",
): { "aria-keyshortcuts"?: string; title?: string } {
  useListed({ key, words, scope }, act);
  const [isOn] = useSingleKeys();
  return isOn && act ? { "aria-keyshortcuts": key, title: `Shortcut: ${key}` } : NO_PROPS;
}

/** Adds something to the command palette that has no key, for as long as the component is shown. */
export const useCommand = (
  words: string,
  act: (() => void) | null,
  scope: Shortcut["scope"] = "page",
): void => useListed({ key: null, words, scope }, act);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Shortcut[] = [];

/** What can be done on this screen, in the order in which it came. */
export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    subscribe,
    () => shortcuts,
    () => NONE,
  );
