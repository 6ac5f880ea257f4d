"use client";

import { LoaderCircle } from "lucide-react";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { SENT_WORDS } from "@/lib/client/answer-words";
import { useHydrated } from "@/lib/client/now";

export type ShellProps = {
  /** Whether an answer is on its way. */
  busy: boolean;
  /** Why the last one is not known to have been taken. */
  problem: ReactNode;
  /** Another way to have it answered. */
  offer?: ReactNode;
};

/**
 * What every form of an answer stands in: it scrolls where there is little room, and the button
 * stays in sight.
 */
export function AnswerShell({
  ref,
  submitLabel,
  busy,
  problem,
  offer,
  onSubmit,
  children,
}: ShellProps & {
  ref?: Ref<HTMLFormElement>;
  submitLabel: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const hydrated = useHydrated();
  const button = useRef<HTMLButtonElement>(null);
  const told = useRef<HTMLDivElement>(null);
  const isTold = !!problem;
  useEffect(() => {
    if (isTold) told.current?.scrollIntoView({ block: "nearest" });
  }, [isTold]);
  return (
    <form
      ref={ref}
      noValidate
      onSubmit={(event) => {
        // The form of a dialog that the offer opens tells it to this one too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (busy) return;
        // The fields are out of reach while it is sent, and the keyboard would lose its place.
        button.current?.focus();
        onSubmit();
      }}
      className="flex min-h-0 min-w-0 flex-col"
    >
      <div className="goes-on -m-1 min-h-0 p-1 pb-0 lg:min-h-24 lg:overflow-y-auto">
        {/* What is typed before the page's script runs would be lost. */}
        <fieldset
          disabled={!hydrated}
          inert={busy}
          className="flex min-w-0 flex-col gap-4 transition-opacity duration-150 inert:opacity-60"
        >
          {children}
        </fieldset>
        <div ref={told} role="alert" className="mt-4 empty:hidden">
          {problem}
        </div>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-3 gap-y-2 pt-4 lg:in-[.bg-card]:pt-2">
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
        {!busy && offer}
        <p role="status" className="flex flex-1 items-center gap-1.5 text-muted empty:hidden">
          {busy && (
            <>
              <LoaderCircle className="size-4 animate-spin" aria-hidden />
              {SENT_WORDS}
            </>
          )}
        </p>
      </div>
    </form>
  );
}
