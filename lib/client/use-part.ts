"use client";

import { type RefObject, useEffect, useEffectEvent, useReducer, useState } from "react";
import type { LazyPart } from "./lazy-part.ts";

/**
 * Fetches a part once it is wanted. Until it is there, Escape, a press or the focus elsewhere give
 * it up: nothing opens over what somebody has gone on to. That it failed is told until somebody goes
 * on, by pressing anything.
 * @param trigger what it was wanted with
 * @param giveUp called then, and when it could not be fetched
 * @returns the part while it is wanted and there; whether it is waited for; whether it could not be
 * fetched, just now
 */
export function usePart<T>(
  part: LazyPart<T>,
  wanted: boolean,
  trigger: RefObject<HTMLElement | null>,
  giveUp: () => void,
): { loaded: T | null; busy: boolean; failed: boolean } {
  const [failed, setFailed] = useState(false);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const loaded = wanted ? part.now() : null;
  const busy = wanted && loaded === null;
  if (busy && failed) setFailed(false);
  const onGivenUp = useEffectEvent(giveUp);

  useEffect(() => {
    if (!busy) return;
    let isOver = false;
    part.load().then(
      () => !isOver && drawAgain(),
      () => {
        if (isOver) return;
        setFailed(true);
        onGivenUp();
      },
    );
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node && trigger.current?.contains(target))) onGivenUp();
    };
    const escape = ({ key }: KeyboardEvent) => key === "Escape" && onGivenUp();
    document.addEventListener("pointerdown", elsewhere, true);
    document.addEventListener("focusin", elsewhere, true);
    document.addEventListener("keydown", escape, true);
    return () => {
      isOver = true;
      document.removeEventListener("pointerdown", elsewhere, true);
      document.removeEventListener("focusin", elsewhere, true);
      document.removeEventListener("keydown", escape, true);
    };
  }, [busy, part, trigger]);

  useEffect(() => {
    if (!failed) return;
    const goOn = (event: Event) => {
      // The key that asked for it may still be held down.
      if (!(event instanceof KeyboardEvent && event.repeat)) setFailed(false);
    };
    document.addEventListener("pointerdown", goOn, true);
    document.addEventListener("keydown", goOn, true);
    return () => {
      document.removeEventListener("pointerdown", goOn, true);
      document.removeEventListener("keydown", goOn, true);
    };
  }, [failed]);
  return { loaded, busy, failed };
}
