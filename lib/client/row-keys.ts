"use client";

import type { RefObject } from "react";
import { useShortcut } from "./shortcuts.ts";

/** Where the keyboard goes from the row at `from`, of so many; -1 is no row yet. Pure. */
export function rowAfter(from: number, by: 1 | -1, count: number): number {
  if (from < 0) return by > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, from + by));
}

/**
 * `j` and `k` move through the rows inside `part`: to each one's own link, marked `data-row`, so that
 * Enter opens it.
 */
export function useRowKeys(part: RefObject<HTMLElement | null>): void {
  const move = (by: 1 | -1) => {
    const links = [...(part.current?.querySelectorAll<HTMLElement>("a[data-row]") ?? [])];
    // One that is not drawn at this width is no place to go to.
    const rows = links.filter((link) => link.offsetParent !== null);
    const row = document.activeElement?.closest("tr");
    const from = row ? rows.findIndex((link) => row.contains(link)) : -1;
    const link = rows[rowAfter(from, by, rows.length)];
    link?.focus({ preventScroll: true });
    link?.closest("tr")?.scrollIntoView({ block: "nearest" });
  };
  useShortcut("j", "Next row", () => move(1));
  useShortcut("k", "Previous row", () => move(-1));
}
