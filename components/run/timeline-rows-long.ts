"use client";

import { useTimelineWindow } from "@/lib/client/use-timeline-window";
import { timelineRowsIn } from "./timeline-rows-in";

/** The rows of a long run: those in view, whatever comes above and below. */
export const LongTimelineRows = timelineRowsIn(useTimelineWindow);
