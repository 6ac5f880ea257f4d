"use client";

import { useState } from "react";
import type { TimelineItem } from "../run/timeline.ts";
import { NO_ROWS, type Rows, rowsAfter } from "../run/timeline-rows.ts";

/** The rows of a timeline, each the same one for as long as it is there. */
export function useRows(items: readonly TimelineItem[]): Rows {
  const [held, setHeld] = useState<Rows>(() => rowsAfter(NO_ROWS, items));
  if (held.items === items) return held;
  const rows = rowsAfter(held, items);
  setHeld(rows);
  return rows;
}
