"use client";

import { latePart } from "@/components/ui/late-part";
import { startTransition, useEffect, useState } from "react";
import { useWholeWindow } from "@/lib/client/use-whole-window";
import { ALL_UP_TO, type RowsProps, timelineRowsIn } from "./timeline-rows-in";

const WholeTimelineRows = timelineRowsIn(useWholeWindow);

/** What reckons with rows that are not drawn is heavy, and few runs are so long. */
const LongTimelineRows = latePart(
  "the timeline",
  () => import("./timeline-rows-long").then((module) => module.LongTimelineRows),
  { loading: <div className="min-h-0 flex-1" /> },
);

/** More would take longer to draw than what is heavy takes to come. */
const NEVER_ALL = 2 * ALL_UP_TO;

/**
 * The rows of a timeline. A run that grows long before somebody's eyes goes over to drawing only
 * those in view while it is followed, when its place is its end; nothing that is read is moved.
 */
export function TimelineRows(props: RowsProps) {
  const { rows, hasEarlier, isFollowing } = props;
  const count = rows.items.length;
  const isLong = hasEarlier || count > ALL_UP_TO;
  const [wasLong] = useState(isLong);
  const [isDrawnLong, setDrawnLong] = useState(isLong);
  if (!isDrawnLong && isFollowing && count > NEVER_ALL) setDrawnLong(true);
  useEffect(() => {
    const isInside = document.activeElement?.closest("li[data-row]");
    if (isLong && isFollowing && !isInside) startTransition(() => setDrawnLong(true));
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- each row that comes is an occasion
  }, [isLong, isFollowing, count]);
  if (!isDrawnLong) return <WholeTimelineRows {...props} />;
  return <LongTimelineRows {...props} openAt={wasLong ? props.openAt : "end"} />;
}
