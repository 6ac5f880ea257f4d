"use client";

import { Check, Copy } from "lucide-react";
import { useCopy } from "./use-copy";

/** Shows `text` in mono; a click copies `value`. */
export function CopyButton({ value, text, what }: { value: string; text: string; what: string }) {
  const { outcome, copy } = useCopy();
  return (
    <button
      type="button"
      onClick={() => void copy(value)}
      title={value}
      className="-mx-1.5 inline-flex h-6 print:hidden items-center gap-1 rounded-md px-1.5 font-mono text-xs text-muted hover:bg-raised hover:text-ink"
    >
      <span className="sr-only">Copy {what} </span>
      {outcome === "refused" ? value : text}
      {outcome === "copied" ? (
        <Check className="size-3.5 text-completed" aria-hidden />
      ) : (
        <Copy className="size-3.5" aria-hidden />
      )}
      <span className="sr-only" role="status">
        {outcome === "copied" ? "Copied" : ""}
      </span>
    </button>
  );
}
