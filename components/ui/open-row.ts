import type { MouseEvent } from "react";

/**
 * Follows a row's own link, the one marked `data-row`, when something above it was clicked: a pill
 * or a time that shows more on hover. Modifier keys mean what they mean on the link.
 */
export function openRow(event: MouseEvent<HTMLElement>): void {
  if ((event.target as Element).closest("a, button")) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
  event.currentTarget.querySelector("a[data-row]")?.dispatchEvent(new MouseEvent("click", click));
}
