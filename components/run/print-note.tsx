"use client";

import { exactTime } from "@/components/ui/time";
import { useHydrated } from "@/lib/client/now";

const NO_IDS: string[] = [];

/**
 * What a printed run needs beside what is on screen: paper does not tick, so it says as of when it
 * is true, and of which run. A shared view has no ids.
 */
export function PrintNote({
  observedAt,
  ids = NO_IDS,
}: {
  observedAt: string | null;
  /** "run run_1", "task task_1". */
  ids?: string[];
}) {
  const hydrated = useHydrated();
  return (
    <p data-testid="print-note" className="hidden text-xs text-muted tabular-nums print:block">
      {observedAt === null || !hydrated
        ? "The run was not read yet"
        : `As known at ${exactTime(Date.parse(observedAt))}`}
      {ids.map((id) => (
        <span key={id}> · {id}</span>
      ))}
    </p>
  );
}
