"use client";

/** Keyboard shortcuts: each part of a screen adds its own, and one listener finds whose a key is. */
import { useEffect, useEffectEvent, useId, useSyncExternalStore } from "react";
import { browserSwitch, useBrowserSwitch } from "./browser-switch.ts";
import { isWindowOpen } from "./shell-window.ts";

export type Shortcut = {
  id: string;
  /**
   * As `KeyboardEvent.key` has it: a character, or `Enter`; `g t` for two keys one after the other.
   * Null for what is done from the command palette alone.
   */
  key: string | null;
  /** What it does, for the list of them: "Stop the run". */
  words: string;
  /** Where it means something: on this page, or on all of them. */
  scope: "page" | "everywhere";
  act: () => void;
};

type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "defaultPrevented" | "isComposing"
>;

/** How long the first of two keys waits for the second one, in ms. */
const PAIR_MS = 1_500;
/** What may be held down: it moves, and does nothing else. */
const MOVES = new Set(["j", "k"]);

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
/** The first key of a pair, and until when it counts, in ms as events have it. */
let first: { key: string; untilMs: number } | null = null;
/** The key that acted last: held down, it is not to type into what it opened. */
let acted: string | null = null;

const SINGLE_KEYS = browserSwitch("runboard.single-keys-off", true);

/** Whether single characters are shortcuts, and how to change that: some dictate, or press by mistake. */
export const useSingleKeys = () => useBrowserSwitch(SINGLE_KEYS);

/**
 * Whose turn a pressed key is; of two with the same key, the one that came last. None with Ctrl,
 * Meta or Alt: those belong to the browser. Caps Lock makes no difference.
 * @param before the key that was pressed just before, where it may be the first of two
 */
export function shortcutFor(
  event: Pressed,
  all: readonly Shortcut[],
  before: string | null = null,
): Shortcut | null {
  const { ctrlKey, metaKey, altKey, shiftKey, defaultPrevented, isComposing } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isComposing) return null;
  const isLetter = event.key.length === 1;
  const key = isLetter && !shiftKey ? event.key.toLowerCase() : event.key;
  const last = (wanted: string) => all.findLast((shortcut) => shortcut.key === wanted) ?? null;
  return (before === null ? null : last(`${before} ${key}`)) ?? last(key);
}

/** Whether a key is the first of a pair. */
export const beginsPair = (key: string, all: readonly Shortcut[]): boolean =>
  all.some((shortcut) => shortcut.key?.startsWith(`${key} `));

const FIELDS =
  "input:not([type=range]), textarea, select, [contenteditable], [role=textbox], [role=combobox]";
const WINDOWS = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Whether a window is open over the page, or a part of it fills the screen and would hide one. */
export const isPageCovered = (): boolean =>
  isWindowOpen() || document.fullscreenElement !== null || document.querySelector(WINDOWS) !== null;

/** Whether single keys mean something else now: a field is being filled in, or a window is open. */
const isTaken = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(FIELDS) !== null) || isPageCovered();

function onKeyDown(event: KeyboardEvent) {
  if (event.repeat && event.key === acted) event.preventDefault();
  if (event.repeat && !MOVES.has(event.key)) return;
  const { key, timeStamp } = event;
  if (key === "Shift" || key === "CapsLock") return;
  const before = first && timeStamp < first.untilMs ? first.key : null;
  first = null;
  acted = null;
  if ((key.length === 1 && !SINGLE_KEYS.isOn()) || isTaken(event.target)) return;
  const shortcut = shortcutFor(event, shortcuts, before);
  if (shortcut) {
    event.preventDefault();
    if (!MOVES.has(key)) acted = key;
    shortcut.act();
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && beginsPair(key, shortcuts)) {
    first = { key, untilMs: timeStamp + PAIR_MS };
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
