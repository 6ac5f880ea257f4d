/** Which row is which while a timeline grows at both ends. */
import { itemIndexOf } from "./timeline-find.ts";
import type { TimelineItem } from "./timeline.ts";

export type Rows = {
  items: readonly TimelineItem[];
  /** What a row is known by, where that is not the key of its item. */
  aliases: ReadonlyMap<number, number>;
};

export const NO_ROWS: Rows = { items: [], aliases: new Map() };

/** What a row is known by for as long as it is drawn. */
export const rowId = ({ aliases }: Rows, { key }: TimelineItem): number => aliases.get(key) ?? key;

/**
 * The rows once other items are there. Earlier pages may begin the item that was the first before:
 * it gets another key, and yet stays the same row, with its place and the focus in it.
 */
export function rowsAfter(before: Rows, items: readonly TimelineItem[]): Rows {
  const first = before.items[0];
  const same = first && items[itemIndexOf(items, first.key)];
  if (!first || !same || same.key === first.key) return { items, aliases: before.aliases };
  return { items, aliases: new Map(before.aliases).set(same.key, rowId(before, first)) };
}

/**
 * The places of the rows to draw: those in view, and one more wherever it is.
 * @param inView in order
 * @param kept -1 for none
 */
export function withKept(inView: number[], kept: number): number[] {
  if (kept < 0 || inView.length === 0 || inView.includes(kept)) return inView;
  return kept < (inView[0] ?? 0) ? [kept, ...inView] : [...inView, kept];
}
