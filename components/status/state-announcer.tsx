"use client";

import { useState } from "react";
import type { RunState } from "@/lib/contract/api";
import { STATE_LABEL } from "@/lib/run/state";

/** Says a change of state to screen readers: changes only, and nothing on first paint. */
export function StateAnnouncer({ name, state }: { name: string; state: RunState }) {
  const [first] = useState(state);
  const [changed, setChanged] = useState(false);
  if (!changed && state !== first) setChanged(true);
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {changed ? `${name}: ${STATE_LABEL[state]}` : ""}
    </p>
  );
}
