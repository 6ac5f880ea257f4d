import type { VirtualItem, Virtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { Rows } from "../run/timeline-rows.ts";

/** The box that the rows of a timeline scroll in: which are in view, and the way to others. */
export type Box = Pick<
  Virtualizer<HTMLDivElement, HTMLLIElement>,
  | "range"
  | "scrollToIndex"
  | "scrollToEnd"
  | "measureElement"
  | "measurementsCache"
  | "getTotalSize"
> & {
  getVirtualItems: () => VirtualItem[];
  /** Whether every row is drawn, and none is measured. */
  isWhole?: true;
};

/** Where a timeline is opened: at an end of it, or at the row of some place. */
export type OpenAt = "start" | "end" | number;

export type WindowOptions = {
  rows: Rows;
  scroller: RefObject<HTMLDivElement | null>;
  /** What stands above the rows in the same box, in px. */
  headPx: number;
  openAt: OpenAt;
  isFollowing: boolean;
  /** The place of a row that is drawn wherever it is; -1 for none. */
  kept: number;
  onChange: (box: Pick<Box, "range">) => void;
};
