"use client";

import { createContext, useContext } from "react";

/** Whether this is part of a dialog, which lies above the page and is a place of its own. */
export const InDialog = createContext(false);

/**
 * Where a hint or a menu is put: inside the page's landmark rather than beside it, so that whoever
 * goes by landmarks finds it. Undefined (the body) on the server and in dialogs.
 */
export function useLandmark(): HTMLElement | undefined {
  const isInDialog = useContext(InDialog);
  if (isInDialog || typeof document === "undefined") return undefined;
  return document.getElementById("main") ?? undefined;
}
