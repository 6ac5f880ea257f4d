"use client";

import { type RefObject, useEffect, useRef } from "react";
import { rowAfter } from "./row-after.ts";
import { useShortcut } from "./shortcuts.ts";

/** By the address of a list, the row by which the keyboard left it. */
const leftBy = new Map<string, string>();

/** The links of the rows inside `part` that are drawn at this width: others are no place to go to. */
const rowLinks = (part: HTMLElement | null) =>
  [...(part?.querySelectorAll<HTMLElement>("a[data-row]") ?? [])].filter(
    (link) => link.offsetParent !== null,
  );

const showRow = (link: HTMLElement) => link.closest("tr")?.scrollIntoView({ block: "nearest" });

/**
 * `j` and `k` move through the rows inside `part`: to each one's own link, whose `data-row` says
 * which row it is, so that Enter opens it. Whoever comes back to the list by keyboard goes on from
 * the row they left it by.
 * @param list `hasRows`: whether there are any yet; `isRead`: whether they were read since the page
 *   came, which may bring those of an earlier visit in the order they had then
 */
export function useListKeys(
  part: RefObject<HTMLElement | null>,
  { hasRows, isRead }: { hasRows: boolean; isRead: boolean },
): void {
  /** The row to go on from: undefined until the list is there, null once that is done. */
  const last = useRef<string | null>(undefined);
  useEffect(() => {
    // What closes on the way here gives the focus to the page, and is not a hand's.
    if (last.current === undefined) last.current = leftBy.get(location.pathname) ?? null;
    const row = last.current;
    if (row === null || !hasRows || !isRead) return;
    last.current = null;
    const link = rowLinks(part.current).find(({ dataset }) => dataset.row === row);
    const isFree = ["BODY", "MAIN"].includes(document.activeElement?.tagName ?? "BODY");
    if (!link || !isFree) return;
    link.focus({ preventScroll: true });
    // The order of the rows keeps still under the focus: who uses a pointer is not given it.
    if (link.matches(":focus-visible")) showRow(link);
    else link.blur();
  }, [part, hasRows, isRead]);

  useEffect(() => {
    const here = location.pathname;
    // A pointer that is pressed anywhere puts the focus there, at least on the page's main part.
    const note = ({ target }: FocusEvent) => {
      const focused = target as HTMLElement;
      const link = focused.closest("tr")?.querySelector<HTMLElement>("a[data-row]");
      const row = link && part.current?.contains(link) ? link.dataset.row : undefined;
      if (row !== undefined && focused.matches(":focus-visible")) leftBy.set(here, row);
      else leftBy.delete(here);
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [part]);

  const move = (by: 1 | -1) => {
    const rows = rowLinks(part.current);
    const row = document.activeElement?.closest("tr");
    const from = row ? rows.findIndex((link) => row.contains(link)) : -1;
    const link = rows[rowAfter(from, by, rows.length)];
    link?.focus({ preventScroll: true });
    if (link) showRow(link);
  };
  useShortcut("j", "Next row", hasRows ? () => move(1) : null);
  useShortcut("k", "Previous row", hasRows ? () => move(-1) : null);
}
