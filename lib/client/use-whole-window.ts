"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Box, WindowOptions } from "./timeline-box.ts";
import { useStayingAtEnd } from "./use-staying-at-end.ts";

const PADDING_PX = 8;

type Scroller = RefObject<HTMLDivElement | null>;

/** The first and the last row that is seen of a box; null where nothing is. */
function rangeIn(box: HTMLElement): Box["range"] {
  const { top, bottom } = box.getBoundingClientRect();
  const seen = [...box.querySelectorAll<HTMLElement>("li[data-index]")].filter((row) => {
    const place = row.getBoundingClientRect();
    return place.bottom > top && place.top < bottom;
  });
  const [first, last] = [seen[0], seen.at(-1)];
  return first && last
    ? { startIndex: Number(first.dataset.index), endIndex: Number(last.dataset.index) }
    : null;
}

/** How far a box scrolls for a row to be at its start, in its middle, or in it at all; in px. */
function distance(box: HTMLElement, row: HTMLElement, align: string | undefined): number {
  const outer = box.getBoundingClientRect();
  const inner = row.getBoundingClientRect();
  const toStart = inner.top - outer.top - PADDING_PX;
  const toEnd = inner.bottom - outer.bottom + PADDING_PX;
  if (align === "start") return toStart;
  // Of a row that is taller than the box, the start is what is looked for.
  if (align === "center") return Math.min(toStart, (toStart + toEnd) / 2);
  return toStart < 0 ? toStart : Math.max(0, toEnd);
}

const createBox = (scroller: Scroller): Box => ({
  isWhole: true,
  range: null,
  scrollToIndex: (index, { align } = {}) => {
    const row = scroller.current?.querySelector<HTMLElement>(`li[data-index="${index}"]`);
    if (scroller.current && row)
      scroller.current.scrollTop += distance(scroller.current, row, align);
  },
  scrollToEnd: () => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  },
  measureElement: () => undefined,
  measurementsCache: [],
  getVirtualItems: () => [],
  getTotalSize: () => 0,
});

/** A timeline of which every row is drawn: the browser knows where each of them is. */
export function useWholeWindow({ scroller, isFollowing, onChange }: WindowOptions): Box {
  const [box] = useState(() => createBox(scroller));
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      if (element.clientHeight === 0) return;
      box.range = rangeIn(element);
      tell(box);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const part of element.children) observer.observe(part);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, box]);
  useStayingAtEnd(scroller, isFollowing);
  return box;
}
