/** Whose turn a pressed key is. Pure. */

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

/** What may be held down: it moves, and does nothing else. */
const MOVES = new Set(["j", "k"]);

/** Whether a key goes on acting while it is held down. @param key from `pressedKey` */
export const mayBeHeld = (key: string): boolean => MOVES.has(key);

/**
 * The key that was pressed, as shortcuts name it; Caps Lock makes no difference. Null with Ctrl,
 * Meta or Alt, which belong to the browser, and for what others have dealt with.
 */
export function pressedKey(event: Pressed): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented, isComposing } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || isComposing) return null;
  if (key.length !== 1) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/**
 * Whose turn a key is; of two with the same key, the one that came last.
 * @param key from `pressedKey`
 * @param before the key that was pressed just before, where it may be the first of two
 */
export function shortcutFor(
  key: string,
  all: readonly Shortcut[],
  before: string | null = null,
): Shortcut | null {
  const last = (wanted: string) => all.findLast((shortcut) => shortcut.key === wanted) ?? null;
  return (before === null ? null : last(`${before} ${key}`)) ?? last(key);
}

/**
 * Whether a key is the first of a pair.
 * @param key from `pressedKey`
 * @param all what can be done now
 */
export const beginsPair = (key: string, all: readonly Shortcut[]): boolean =>
  all.some((shortcut) => shortcut.key?.startsWith(`${key} `));
