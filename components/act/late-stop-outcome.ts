"use client";

import { latePart } from "@/components/ui/late-part";

/** Fetched ahead of a stop: what came of it must be told also where the network has gone meanwhile. */
export const LateStopOutcome = latePart(
  "what came of the stop",
  () => import("./stop-outcome").then((module) => module.StopOutcome),
  // Most often there is nothing to tell: what is below must not move for that.
  { loading: "" },
);
