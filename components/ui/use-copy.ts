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

  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  return { outcome, copy };
}
