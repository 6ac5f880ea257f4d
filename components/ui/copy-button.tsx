"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

/** Shows `text` in mono; a click copies `value`. */
export function CopyButton({ value, text, what }: { value: string; text: string; what: string }) {
  const [done, setDone] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), 2_000);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setDone("copied"),
      () => setDone("refused"),
    );
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={value}
      aria-label={`Copy ${what} ${value}`}
      className="inline-flex h-6 items-center gap-1 rounded-md px-1.5 font-mono text-xs text-muted hover:bg-raised hover:text-ink"
    >
      {done === "refused" ? value : text}
      {done === "copied" ? (
        <Check className="size-3.5 text-completed" aria-hidden />
      ) : (
        <Copy className="size-3.5" aria-hidden />
      )}
      <span className="sr-only" role="status">
        {done === "copied" ? "Copied" : ""}
      </span>
    </button>
  );
}
