"use client";

import { type FocusEvent, useState } from "react";

/**
 * Whether somebody's hand is on a part of the page: the pointer is over it, or the focus inside.
 * @returns `hand`, what that part is given to tell
 */
export function useHand() {
  const [isOver, setOver] = useState(false);
  const [isInside, setInside] = useState(false);
  const hand = {
    onPointerEnter: () => setOver(true),
    onPointerMove: () => setOver(true),
    onPointerLeave: () => setOver(false),
    onPointerCancel: () => setOver(false),
    onFocus: () => setInside(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      setInside(currentTarget.contains(relatedTarget)),
  };
  return { isHeld: isOver || isInside, hand };
}
