"use client";

import { Button } from "@/components/ui/button";

const WORDS = {
  idle: "",
  busy: "Reading earlier steps…",
  failed: "Earlier steps could not be read.",
  missing: "This run has no such entry.",
};

/** What became of a wish to see an entry that was not at hand. */
export function TimelineNotice({
  is,
  onRetry,
  onClose,
}: {
  is: keyof typeof WORDS;
  onRetry: () => void;
  onClose: () => void;
}) {
  return (
    <div
      className={
        is === "idle"
          ? "sr-only"
          : "flex min-h-9 items-center gap-2 border-b border-line py-1 pr-1.5 pl-3 text-xs text-muted print:hidden"
      }
    >
      <p role="status" className="flex-1">
        {WORDS[is]}
      </p>
      {is === "failed" && (
        <Button look="quiet" size="small" onClick={() => onRetry()}>
          Try again
        </Button>
      )}
      {is === "missing" && (
        <Button look="quiet" size="small" onClick={onClose}>
          Close
        </Button>
      )}
    </div>
  );
}
