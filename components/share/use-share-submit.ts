"use client";

import { type FormEvent, useRef, useState } from "react";
import { type ShareProblem, shareProblem } from "@/lib/client/share-problem";

/**
 * Sends a form about a link, once however often it is pressed, and tells why that failed.
 * @param send null while there is nothing to send
 * @param onBusy whether it is under way
 */
export function useShareSubmit(
  send: (() => Promise<void>) | null,
  onBusy: (busy: boolean) => void,
): { problem: ShareProblem | null; submit: (event: FormEvent) => Promise<void> } {
  const [problem, setProblem] = useState<ShareProblem | null>(null);
  // Two presses may come before the first is drawn.
  const isSent = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSent.current || !send) return;
    isSent.current = true;
    onBusy(true);
    setProblem(null);
    try {
      await send();
    } catch (error) {
      setProblem(shareProblem(error));
      isSent.current = false;
    }
    onBusy(false);
  };
  return { problem, submit };
}
