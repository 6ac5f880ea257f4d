export const NAMED_KEYS: readonly string[];

export function keyEvent(
  pressed: Pick<
    KeyboardEvent,
    "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "isComposing"
  >,
): { type: "key"; key: string; modifiers: string[] } | { type: "text"; text: string } | null;
