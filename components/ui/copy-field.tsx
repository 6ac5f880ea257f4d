"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { Button } from "./button";
import { useCopy } from "./use-copy";

/** A text that is there to be taken: selected at a click, copied with a button that says so. */
export function CopyField({
  label,
  value,
  selected = false,
  primary = false,
}: {
  label: string;
  value: string;
  /** Whether it is focused and selected as soon as it is there. */
  selected?: boolean;
  /** Whether copying it is what the screen is for. */
  primary?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { outcome, copy } = useCopy();
  const verb = outcome === "copied" ? "Copied" : "Copy";
  useEffect(() => {
    if (selected) input.current?.focus();
  }, [selected]);
  useEffect(() => {
    // What the browser did not copy is left selected, for the keyboard to copy.
    if (outcome === "refused") input.current?.select();
  }, [outcome]);
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          ref={input}
          id={id}
          type="text"
          readOnly
          value={value}
          onFocus={({ target }) => {
            target.select();
            // Its end tells nobody what it is.
            target.scrollLeft = 0;
          }}
          spellCheck={false}
          className="h-8 min-w-0 flex-1 basis-64 rounded-lg border border-line-strong bg-raised px-2.5 font-mono text-xs"
        />
        <Button
          look={primary ? "primary" : "plain"}
          aria-label={`${verb}: ${label}`}
          onClick={() => void copy(value)}
          className="w-24 max-sm:flex-1"
        >
          {outcome === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
          {verb}
        </Button>
      </div>
      <p role="status" className="text-xs text-muted empty:hidden">
        {outcome === "copied" && <span className="sr-only">Copied</span>}
        {outcome === "refused" &&
          "The browser refused to copy. The text is selected: copy it by keyboard."}
      </p>
    </div>
  );
}
