/** How keys are called on this keyboard. */

/** Whether ⌘ is the key that others have Ctrl for. In a browser only. */
export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of a shortcut, one by one, as they are printed: `g t` is two, and `Enter` is one. */
export const keysOf = (key: string): string[] => key.split(" ");

/** The keys that open the command palette, in a browser only. */
export const paletteKeys = (): string[] => [isApple() ? "⌘" : "Ctrl", "K"];
