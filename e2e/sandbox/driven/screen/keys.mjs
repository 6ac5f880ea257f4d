/** Keys that go to the agent's browser by name. */
export const NAMED_KEYS = [
  "Enter",
  "Tab",
  "Backspace",
  "Delete",
  "Escape",
  "Insert",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
];

/**
 * What a pressed key is to the agent's browser.
 * @returns an event for it; null for a key that stays with the viewer's own browser
 */
export function keyEvent({ key, ctrlKey, altKey, metaKey, shiftKey, isComposing }) {
  if (isComposing) return null;
  const modifiers = [
    ...(ctrlKey ? ["Control"] : []),
    ...(altKey ? ["Alt"] : []),
    ...(metaKey ? ["Meta"] : []),
    ...(shiftKey ? ["Shift"] : []),
  ];
  if (NAMED_KEYS.includes(key)) return { type: "key", key, modifiers };
  if ([...key].length !== 1) return null;
  // With Alt, many layouts make another character of a key: that character is what was meant.
  if (altKey || !/^[\x20-\x7e]$/.test(key)) return { type: "text", text: key };
  if (!ctrlKey && !metaKey) return { type: "key", key, modifiers: [] };
  // The viewer's own clipboard is pasted, by an event of its own.
  return key.toLowerCase() === "v" ? null : { type: "key", key, modifiers };
}
