"use client";

import { useMemo, useRef } from "react";

/** What one press gets through until it is left: the next may come before the first is drawn. */
export function useGate() {
  const isShut = useRef(false);
  return useMemo(
    () => ({
      /** Whether it was open; then it is shut. */
      enter: (): boolean => {
        const wasOpen = !isShut.current;
        isShut.current = true;
        return wasOpen;
      },
      leave: (): void => {
        isShut.current = false;
      },
    }),
    [],
  );
}
