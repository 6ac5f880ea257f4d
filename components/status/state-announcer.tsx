"use client";

import { useState } from "react";
import type { RunState } from "@/lib/contract/api";
import { STATE_LABEL } from "@/lib/run/state";

/** Says a change of state to screen readers: changes only, and nothing on first paint. */
export function StateAnnouncer({
  name,
  state,
  label = STATE_LABEL[state],
}: {
  name: string;
  state: RunState;
  /** What the state is called where the usual word would not be true. */
  label?: string;
}) {
  const [first] = useState(state);
  const [changed, setChanged] = useState(false);
  if (!changed && state !== first) setChanged(true);
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {changed ? `${name}: ${label}` : ""}
    </p>
  );
}
