"use client";

import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { hintClosed, hintDelayMs, hintOpened } from "./hint-times.ts";

/**
 * Whether a hint is asked for: after the pointer has rested on its trigger for a moment, at once when
 * the focus comes by keyboard; not by touch, and not while it is pressed.
 * @param ahead called when it may be asked for soon
 */
export function useHint(ahead: () => void) {
  const [asked, setAsked] = useState(false);
  const isOver = useRef(false);
  const isPressed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = useCallback(() => {
    clearTimeout(timer.current);
    setAsked(false);
  }, []);
  const ask = () => {
    clearTimeout(timer.current);
    setAsked(true);
  };
  useEffect(() => {
    if (!asked) return;
    hintOpened(close);
    return () => hintClosed(close);
  }, [asked, close]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handlers = {
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType === "touch" || isOver.current) return;
      isOver.current = true;
      ahead();
      clearTimeout(timer.current);
      const delayMs = hintDelayMs();
      if (delayMs === 0) ask();
      else timer.current = setTimeout(ask, delayMs);
    },
    onPointerLeave: () => {
      isOver.current = false;
      clearTimeout(timer.current);
    },
    onPointerDown: () => {
      close();
      isPressed.current = true;
      const letGo = () => {
        isPressed.current = false;
      };
      document.addEventListener("pointerup", letGo, { once: true });
    },
    onFocus: () => {
      ahead();
      if (!isPressed.current) ask();
    },
    onBlur: close,
    onClick: close,
  };
  return { asked, close, handlers };
}
