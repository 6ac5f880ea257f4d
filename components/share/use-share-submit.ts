"use client";

import { type FormEvent, useState } from "react";
import { type ShareProblem, shareProblem } from "@/lib/client/share-problem";
import { useGate } from "@/lib/client/use-gate";

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
  const gate = useGate();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!send || !gate.enter()) return;
    onBusy(true);
    setProblem(null);
    try {
      await send();
    } catch (error) {
      setProblem(shareProblem(error));
      gate.leave();
    }
    onBusy(false);
  };
  return { problem, submit };
}
