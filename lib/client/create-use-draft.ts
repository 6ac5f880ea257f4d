"use client";

import { useCallback, useState } from "react";
import { type Draft, isSameDraft } from "./create-draft.ts";
import { keep, recall, type Slot } from "./create-storage.ts";

/**
 * What is being written; kept in this tab with each change.
 * @param initial what it is where nothing was kept
 */
export function useDraft(slot: Slot, initial: Draft) {
  const [draft, setDraft] = useState(() => recall(slot).draft ?? initial);
  const change = useCallback(
    (part: Partial<Draft>) => {
      const next = { ...draft, ...part };
      setDraft(next);
      keep(slot, { draft: isSameDraft(next, initial) ? null : next });
    },
    [slot, draft, initial],
  );
  const reset = useCallback(() => {
    setDraft(initial);
    keep(slot, { draft: null });
  }, [slot, initial]);
  return { draft, change, reset, isPristine: isSameDraft(draft, initial) };
}
