"use client";

/**
 * How wide the left one of two panes is, in percent of both. It is a property of the document, so
 * that dragging renders nothing again, and kept in the browser for the next page.
 */
import { useSyncExternalStore } from "react";
import { LEFT_PANE, paneWidth } from "./left-pane-bounds.ts";

const listeners = new Set<() => void>();

const shown = (): number =>
  paneWidth(
    Number.parseFloat(document.documentElement.style.getPropertyValue(LEFT_PANE.property)),
  ) ?? LEFT_PANE.usual;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The width as it is now, in percent. */
export const useLeftPane = (): number =>
  useSyncExternalStore(subscribe, shown, () => LEFT_PANE.usual);

/** Makes the left pane `width` percent wide, on this page; null gives it its usual width again. */
export function setLeftPane(width: number | null): void {
  const { style } = document.documentElement;
  const wished = paneWidth(width);
  if (wished === null) style.removeProperty(LEFT_PANE.property);
  else style.setProperty(LEFT_PANE.property, `${wished}%`);
  for (const listener of listeners) listener();
}

/** Keeps the width as it is now for the next pages. */
export function keepLeftPane(): void {
  const width = shown();
  try {
    if (width === LEFT_PANE.usual) localStorage.removeItem(LEFT_PANE.key);
    else localStorage.setItem(LEFT_PANE.key, `${width}`);
  } catch {
    // Then it holds until the page is left.
  }
}
