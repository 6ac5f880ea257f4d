"use client";

import { type RefObject, useEffect, useState } from "react";

/** Whether an element has a place on the page, which what a tab hides has not. */
export function useDisplayed(element: RefObject<HTMLElement | null>): boolean {
  const [isDisplayed, setIsDisplayed] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) =>
      setIsDisplayed((entry?.contentRect.width ?? 0) > 0),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isDisplayed;
}
