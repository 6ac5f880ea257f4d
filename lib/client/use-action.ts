"use client";

import { useCallback, useState } from "react";
import { ApiError } from "./api-error.ts";
import { useGate } from "./use-gate.ts";

type Outcome<T> = { told: T; error: null } | { told: null; error: ApiError };

/** Whatever was thrown, as one of ours. */
const asApiError = (thrown: unknown): ApiError =>
  thrown instanceof ApiError
    ? thrown
    : new ApiError({
        status: 0,
        code: "internal",
        message: "Something went wrong here. Reload the page, then try again.",
        cause: thrown,
      });

/**
 * Something that is done once however often it is pressed while it is under way.
 * @param act what is done
 * @param onDone called once it is over, whatever came of it
 * @returns `outcome` null before it was done, and from `clear` on
 */
export function useAction<T>(act: () => Promise<T>, onDone?: () => void) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  const gate = useGate();
  const run = async () => {
    if (!gate.enter()) return;
    setBusy(true);
    setOutcome(null);
    try {
      setOutcome({ told: await act(), error: null });
    } catch (thrown) {
      setOutcome({ told: null, error: asApiError(thrown) });
    }
    gate.leave();
    setBusy(false);
    onDone?.();
  };
  const clear = useCallback(() => setOutcome(null), []);
  return { busy, outcome, run, clear };
}
