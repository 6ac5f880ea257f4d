"use client";

import { observeElementRect, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useState } from "react";
import { rowId, withKept } from "../run/timeline-rows.ts";
import type { WindowOptions } from "./timeline-box.ts";
import { useStayingAtEnd } from "./use-staying-at-end.ts";

type Box = Virtualizer<HTMLDivElement, HTMLLIElement>;

/** What a row takes: one of two lines, the end of one. */
const ROW_PX = 46;
const END_ROW_PX = 28;
const MARGIN_ROWS = 8;
/** Before there is a box to measure. */
const UNSEEN = { width: 480, height: 800 };

/** Boxes on a hidden tab have no size, and keep what they had. */
const observeSeen: typeof observeElementRect = (box, onRect) =>
  observeElementRect(box, (rect) => {
    if (rect.height > 0) onRect(rect);
  });

/** To the fraction of a pixel: rounded, the rows would drift from where they are counted to be. */
function sizeOf(row: HTMLLIElement, entry: ResizeObserverEntry | undefined, box: Box): number {
  const px = entry?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height;
  if (px > 0) return px;
  const index = box.indexFromElement(row);
  return box.itemSizeCache.get(box.options.getItemKey(index)) ?? box.options.estimateSize(index);
}

/**
 * The rows in view of a long timeline. What is read stays where it is while earlier pages come
 * above it, and while following, the end stays in view.
 */
export function useTimelineWindow(options: WindowOptions): Box {
  const { rows, scroller, headPx, openAt, isFollowing, kept, onChange } = options;
  const { items } = rows;
  const estimate = (index: number) => (items[index]?.kind === "end" ? END_ROW_PX : ROW_PX);
  const getItemKey = useCallback(
    (index: number) => {
      const item = rows.items[index];
      return item ? rowId(rows, item) : -index;
    },
    [rows],
  );
  const [initialOffset] = useState(() => {
    if (openAt === "start") return 0;
    const upTo = openAt === "end" ? items.length : openAt;
    let px = headPx;
    for (let index = 0; index < upTo; index += 1) px += estimate(index);
    return Math.max(0, openAt === "end" ? px - UNSEEN.height : px);
  });
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  const box: Box = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey,
    overscan: MARGIN_ROWS,
    scrollMargin: headPx,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
    initialRect: UNSEEN,
    initialOffset,
    anchorTo: "end",
    scrollEndThreshold: -1,
    measureElement: sizeOf,
    observeElementRect: observeSeen,
    rangeExtractor: useCallback(
      ({ startIndex, endIndex, overscan, count }) => {
        const from = Math.max(0, startIndex - overscan);
        const to = Math.min(count - 1, endIndex + overscan);
        return withKept(
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
          kept,
        );
      },
      [kept],
    ),
    onChange,
  });
  // The rows stand one below the other: a first measure tells of them, and moves none.
  box.shouldAdjustScrollPositionOnItemSizeChange = ({ key, end }) =>
    box.itemSizeCache.has(key) && end <= (box.scrollOffset ?? 0);
  useStayingAtEnd(scroller, isFollowing);
  return box;
}
