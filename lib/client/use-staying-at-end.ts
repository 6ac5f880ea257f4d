"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Whatever grows, the rows or their box: the end stays in view, before that is painted. */
export function useStayingAtEnd(scroller: RefObject<HTMLDivElement | null>, isFollowing: boolean) {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isFollowing) return;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    for (const part of element.children) observer.observe(part);
    return () => observer.disconnect();
  }, [scroller, isFollowing]);
}
