"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const NEAR_PX = 48;

/**
 * Keeps a scrolled box at its end while the viewer is there, and leaves it alone otherwise.
 * @param active whether anything more is to come
 * @param version changes whenever something was added
 */
export function useStickToEnd(
  box: RefObject<HTMLElement | null>,
  active: boolean,
  version: number,
): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [box]);
  // oxlint-disable-next-line react/exhaustive-deps -- `version` is what says that rows were added
  useLayoutEffect(() => {
    if (active && atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [box, active, version]);
}
