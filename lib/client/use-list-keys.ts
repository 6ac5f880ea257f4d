"use client";

import type { RefObject } from "react";
import { rowAfter } from "./row-after.ts";
import { useShortcut } from "./shortcuts.ts";

/**
 * `j` and `k` move through the rows inside `part`: to each one's own link, marked `data-row`, so that
 * Enter opens it.
 */
export function useListKeys(part: RefObject<HTMLElement | null>): void {
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
