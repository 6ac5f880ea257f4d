"use client";

import { type FocusEvent, useLayoutEffect, useRef, useState } from "react";

/** So long before a question goes, in ms, a browser may already have taken the focus out of it. */
const JUST_NOW_MS = 100;

/**
 * Notices when a question goes away under whoever is answering it: what is typed next must land
 * nowhere, and somebody has to say so.
 * @param callId of the open question, or null
 * @param isOwn whether this tab answered, or tried to: that is told elsewhere
 * @returns `lost` while that is to be told; what the element around the question listens with
 */
export function useLostQuestion(callId: string | null, isOwn: boolean) {
  const [lost, setLost] = useState<"gone" | "another" | null>(null);
  const before = useRef({ callId, isOwn });
  const within = useRef({ isFocused: false, leftMs: Number.NEGATIVE_INFINITY });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { callId, isOwn };
    if (was.callId === callId) return;
    const { isFocused, leftMs } = within.current;
    const hadFocus = isFocused || performance.now() - leftMs < JUST_NOW_MS;
    within.current = { isFocused: false, leftMs: Number.NEGATIVE_INFINITY };
    const isLost = hadFocus && was.callId !== null && !was.isOwn && !isOwn;
    // oxlint-disable-next-line react/set-state-in-effect -- before the paint, from where the focus was
    setLost(isLost ? (callId === null ? "gone" : "another") : null);
  }, [callId, isOwn]);
  return {
    lost,
    dismiss: () => setLost(null),
    listeners: {
      onFocus: () => {
        within.current.isFocused = true;
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (currentTarget.contains(relatedTarget)) return;
        const leftMs = relatedTarget ? Number.NEGATIVE_INFINITY : performance.now();
        within.current = { isFocused: false, leftMs };
      },
    },
  };
}
