"use client";

import { useCallback, useRef, useState } from "react";
import type { LoadEarlier } from "./run-reader.ts";

/** How it stands with the earlier pages of a run. */
export type EarlierState = "idle" | "busy" | "failed";

/**
 * Earlier pages, read one call after another however often they are asked for.
 * @returns `load` asks for nothing while it is busy
 */
export function useEarlier(onEarlier: LoadEarlier) {
  const [state, setState] = useState<EarlierState>("idle");
  const isBusy = useRef(false);
  const load = useCallback<(...wanted: Parameters<LoadEarlier>) => void>(
    (isEnough) => {
      if (isBusy.current) return;
      isBusy.current = true;
      setState("busy");
      onEarlier(isEnough)
        .then(
          () => setState("idle"),
          () => setState("failed"),
        )
        .finally(() => {
          isBusy.current = false;
        });
    },
    [onEarlier],
  );
  return { state, load };
}
