"use client";

import { useState } from "react";
import type { LoadEarlier } from "./run-reader.ts";
import { useCommand } from "./shortcuts.ts";

/**
 * Prints the page, with all of a run's timeline as far as it can be read; what is missing says so
 * on the paper.
 * @returns `isReading` while the earlier part of the timeline is on its way
 */
export function usePrint(hasEarlier: boolean, onEarlier: LoadEarlier) {
  const [isReading, setReading] = useState(false);
  const print = async () => {
    if (isReading) return;
    setReading(hasEarlier);
    if (hasEarlier) await onEarlier(() => false).catch(() => undefined);
    setReading(false);
    // Once what was read is drawn, and the menu it was chosen from is gone.
    setTimeout(() => window.print());
  };
  useCommand("Print a report", () => void print());
  return { isReading, print };
}
