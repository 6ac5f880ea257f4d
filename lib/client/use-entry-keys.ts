"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { type Rows, rowId } from "../run/timeline-rows.ts";
import { useDisplayed } from "./displayed.ts";
import { rowAfter } from "./row-after.ts";
import { useShortcut } from "./shortcuts.ts";
import type { Box } from "./timeline-box.ts";

type Options = {
  box: Box;
  rows: Rows;
  scroller: RefObject<HTMLElement | null>;
  isOn: boolean;
  /** The place of the row that has the focus, or had it last; -1 for none. */
  kept: number;
  /** Ids of rows. */
  open: ReadonlySet<number>;
  /** Takes the id of the row to draw because it is to have the focus. */
  setFocused: (id: number) => void;
};

/**
 * `j` and `k` go from row to row: from the one with the focus, else from the one that is open,
 * else from what is in view. Not while the timeline is on a tab that hides it.
 * @returns gives the focus to the row at a place
 */
export function useEntryKeys({ box, rows, scroller, isOn, kept, open, setFocused }: Options) {
  const { items } = rows;
  const wanted = useRef<number | null>(null);
  const take = () => {
    const button = scroller.current?.querySelector<HTMLElement>(
      `li[data-row="${wanted.current}"] > button, li[data-row="${wanted.current}"] > div > button`,
    );
    if (!button) return;
    wanted.current = null;
    button.focus({ preventScroll: true });
  };
  // Where it was not drawn, it is now.
  useLayoutEffect(() => {
    if (wanted.current !== null) take();
  });
  const focusRow = (place: number) => {
    const item = items[place];
    if (!item) return;
    wanted.current = rowId(rows, item);
    setFocused(wanted.current);
    box.scrollToIndex(place, { align: "auto" });
    take();
  };
  const move = (by: 1 | -1) => {
    const opened = items.findIndex((item) => open.has(rowId(rows, item)));
    const from = kept >= 0 ? kept : opened;
    const inView = by === 1 ? (box.range?.startIndex ?? 0) : (box.range?.endIndex ?? 0);
    focusRow(from >= 0 ? rowAfter(from, by, items.length) : inView);
  };
  const isDisplayed = useDisplayed(scroller);
  const isAny = isOn && isDisplayed && items.length > 0;
  useShortcut("j", "Next entry of the timeline", isAny ? () => move(1) : null);
  useShortcut("k", "Entry before in the timeline", isAny ? () => move(-1) : null);
  return focusRow;
}
