"use client";

import { type RefObject, useEffect } from "react";
import { rowAfter } from "./row-after.ts";
import { useShortcut } from "./shortcuts.ts";

/** By the address of a list, the row that the keyboard was at last. */
const lastRows = new Map<string, string>();

/** The links of the rows inside `part` that are drawn at this width: others are no place to go to. */
const rowLinks = (part: HTMLElement | null) =>
  [...(part?.querySelectorAll<HTMLElement>("a[data-row]") ?? [])].filter(
    (link) => link.offsetParent !== null,
  );

/**
 * `j` and `k` move through the rows inside `part`: to each one's own link, whose `data-row` says
 * which row it is, so that Enter opens it. Whoever comes back to the list goes on from the row they
 * left it by.
 */
export function useListKeys(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const list = part.current;
    const here = location.pathname;
    const last = lastRows.get(here);
    if (document.activeElement === document.body && last) {
      const left = rowLinks(list).find(({ dataset }) => dataset.row === last);
      left?.focus({ preventScroll: true });
    }
    const note = ({ target }: FocusEvent) => {
      const link = target as HTMLElement;
      const { row } = link.dataset;
      // Order keeps still under the focus: whoever used a pointer is given none.
      if (row && link.matches(":focus-visible")) lastRows.set(here, row);
      else lastRows.delete(here);
    };
    list?.addEventListener("focusin", note);
    return () => list?.removeEventListener("focusin", note);
  }, [part]);

  const move = (by: 1 | -1) => {
    const rows = rowLinks(part.current);
    const row = document.activeElement?.closest("tr");
    const from = row ? rows.findIndex((link) => row.contains(link)) : -1;
    const link = rows[rowAfter(from, by, rows.length)];
    link?.focus({ preventScroll: true });
    link?.closest("tr")?.scrollIntoView({ block: "nearest" });
  };
  useShortcut("j", "Next row", () => move(1));
  useShortcut("k", "Previous row", () => move(-1));
}
