"use client";

import { LoaderCircle } from "lucide-react";
import { type ReactNode, type Ref, useRef } from "react";
import { Button } from "@/components/ui/button";
import { SENT_WORDS } from "@/lib/client/answer-words";
import { useHydrated } from "@/lib/client/now";

/**
 * What every form of an answer stands in: it scrolls where there is little room, and the button
 * stays in sight.
 * @param problem why the last try failed
 */
export function AnswerShell({
  ref,
  submitLabel,
  busy,
  problem,
  onSubmit,
  children,
}: {
  ref?: Ref<HTMLFormElement>;
  submitLabel: string;
  busy: boolean;
  problem: ReactNode;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const hydrated = useHydrated();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <form
      ref={ref}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        // The fields are out of reach while it is sent, and the keyboard would lose its place.
        button.current?.focus();
        onSubmit();
      }}
      className="flex min-h-0 min-w-0 flex-col gap-3"
    >
      <div
        inert={busy}
        className="-mx-1 min-h-0 px-1 py-0.5 transition-opacity duration-150 inert:opacity-60 lg:min-h-24 lg:overflow-y-auto"
      >
        {/* What is typed before the page's script runs would be lost. */}
        <fieldset disabled={!hydrated} className="flex min-w-0 flex-col gap-4">
          {children}
        </fieldset>
      </div>
      <div className="flex shrink-0 flex-col gap-2 lg:border-t lg:border-line lg:pt-3">
        <div role="alert" className="empty:hidden">
          {problem}
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button
            ref={button}
            type="submit"
            look="primary"
            size="large"
            disabled={!hydrated}
            aria-disabled={busy}
            className="w-full wrap-anywhere sm:w-auto"
          >
            {submitLabel}
          </Button>
          <p role="status" className="inline-flex items-center gap-1.5 text-muted empty:hidden">
            {busy && (
              <>
                <LoaderCircle className="size-4 animate-spin" aria-hidden />
                {SENT_WORDS}
              </>
            )}
          </p>
        </div>
      </div>
    </form>
  );
}
