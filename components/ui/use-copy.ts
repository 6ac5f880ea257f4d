"use client";

import { useEffect, useState } from "react";

const SHOWN_MS = 2_000;

/** Copies text, and says for a moment how that went. */
export function useCopy() {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (text: string) => {
    try {
      // A page that came over plain HTTP has no clipboard at all.
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  return { outcome, copy };
}
