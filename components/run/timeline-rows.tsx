"use client";

import { latePart } from "@/components/ui/late-part";
import { startTransition, useEffect, useState } from "react";
import type { OpenAt } from "@/lib/client/timeline-box";
import { useWholeWindow } from "@/lib/client/use-whole-window";
import { ALL_UP_TO, type RowsProps, timelineRowsIn } from "./timeline-rows-in";

const WholeTimelineRows = timelineRowsIn(useWholeWindow);

/** What reckons with rows that are not drawn is heavy, and few runs are so long. */
const LongTimelineRows = latePart(
  "the timeline",
  () => import("./timeline-rows-long").then((module) => module.LongTimelineRows),
  { loading: <div className="min-h-0 flex-1" /> },
);

/** Of a run that is followed: more would take longer to draw than what is heavy takes to come. */
const NEVER_ALL = 2 * ALL_UP_TO;
/** Of a run that somebody reads at some place: from then on, all its rows cost more than a jolt. */
const MOST_ALL = 5 * ALL_UP_TO;

/**
 * The rows of a timeline. A run that grows long before somebody's eyes goes over to drawing only
 * those in view: while it is followed, when its place is its end, else late, and at the row that is
 * in view; never while a row has the focus.
 */
export function TimelineRows(props: RowsProps) {
  const { rows, hasEarlier, isFollowing, inView } = props;
  const count = rows.items.length;
  const isLong = hasEarlier || count > ALL_UP_TO;
  const [longAt, setLongAt] = useState<OpenAt | null>(isLong ? props.openAt : null);
  if (longAt === null && isFollowing && count > NEVER_ALL) setLongAt("end");
  useEffect(() => {
    if (longAt !== null || !isLong || document.activeElement?.closest("li[data-row]")) return;
    const here = count > MOST_ALL ? (inView.get()?.from ?? "start") : null;
    const at = isFollowing ? "end" : here;
    if (at !== null) startTransition(() => setLongAt(at));
  }, [longAt, isLong, isFollowing, count, inView]);
  if (longAt === null) return <WholeTimelineRows {...props} />;
  return <LongTimelineRows {...props} openAt={longAt} />;
}
