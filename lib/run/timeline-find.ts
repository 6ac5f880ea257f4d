/** Finds entries of a timeline, which may be long: by halves, never one by one. */
import type { TimelineItem } from "./timeline.ts";

/** The place of the last item that is not past a limit; -1 when all are. */
function lastUpTo(items: readonly TimelineItem[], isPast: (item: TimelineItem) => boolean): number {
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item && isPast(item)) to = middle;
    else from = middle + 1;
  }
  return from - 1;
}

/**
 * Where the transition `seq` is told.
 * @param items oldest first
 * @returns -1 when it is in none of them
 */
export function itemIndexOf(items: readonly TimelineItem[], seq: number): number {
  const index = lastUpTo(items, ({ key }) => key > seq);
  const item = items[index];
  return item && seq <= item.lastKey ? index : -1;
}

/**
 * What was going on at a moment, in epoch ms.
 * @param items oldest first
 * @returns the first one for any moment before it; -1 of nothing
 */
export const itemIndexAt = (items: readonly TimelineItem[], ms: number): number =>
  items.length === 0
    ? -1
    : Math.max(
        0,
        lastUpTo(items, ({ atMs }) => atMs > ms),
      );

/**
 * How many entries came after another.
 * @param seq of the newest transition that was seen
 */
export const countAfter = (items: readonly TimelineItem[], seq: number): number =>
  items.length - 1 - lastUpTo(items, ({ key }) => key > seq);
