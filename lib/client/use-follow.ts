"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { followsAfter, type ScrollPlace } from "../run/timeline-follow.ts";

const placeOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): ScrollPlace => ({
  topPx: scrollTop,
  leftPx: scrollHeight - scrollTop - clientHeight,
});

/**
 * Tells when somebody scrolls away from the end of a box, or back to it.
 * @param isReady false while its place is not the viewer's own
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  isReady: boolean,
  isOn: boolean,
  onChange: (isOn: boolean) => void,
): void {
  const look = useEffectEvent((before: ScrollPlace, now: ScrollPlace) => {
    const follows = followsAfter(isOn, before, now);
    if (follows !== isOn) onChange(follows);
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isReady) return;
    let before = placeOf(element);
    const onScroll = () => {
      const now = placeOf(element);
      look(before, now);
      before = now;
    };
    // First of all listeners: once others have drawn rows, to ask for places is dear.
    const options = { passive: true, capture: true };
    element.addEventListener("scroll", onScroll, options);
    return () => element.removeEventListener("scroll", onScroll, options);
  }, [scroller, isReady]);
}
