"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { Notice } from "@/components/ui/notice";
import type { ApiError } from "@/lib/client/api-error";
import type { PreviewFit } from "@/lib/client/preview-fit";
import { sharedViewWords } from "@/lib/client/shared-words";
import type { SharedRunView } from "@/lib/contract/shares";
import { SharedRun } from "./shared-run";

const nothing = async () => undefined;

/** What is to be said of a view that is not of the present choices. */
const FIT_WORDS: Record<PreviewFit, string | null> = {
  same: null,
  updating: "Updating the preview…",
  failed: "The preview could not be read; it shows earlier choices",
};

/**
 * What whoever has the link sees, drawn as they see it; nothing in it can be used, so it is described
 * for those who cannot look at it.
 */
export function SharePreview({
  view,
  error,
  pollKey,
  fit,
}: {
  view: SharedRunView | null;
  error: ApiError | null;
  pollKey: string;
  fit: PreviewFit;
}) {
  const id = useId();
  const fitWords = view && FIT_WORDS[fit];
  return (
    <section className="flex min-h-0 flex-col gap-2 lg:flex-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={`${id}-title`} className="font-semibold">
          What they will see
        </h3>
        {/* Only that it failed is read out: the rest passes with every choice. */}
        <p
          role={fit === "failed" ? "alert" : undefined}
          className={clsx("text-xs", fit === "failed" ? "text-failed" : "text-muted")}
        >
          {fitWords}
        </p>
      </div>
      <p id={`${id}-words`} className="sr-only">
        {fitWords && `${fitWords}. `}
        {view && sharedViewWords(view)}
      </p>
      <div
        data-testid="share-preview"
        role="group"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-words`}
        aria-busy={fit === "updating"}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and holds nothing to focus
        tabIndex={0}
        className="max-h-96 min-h-0 overflow-y-auto rounded-lg border border-line-strong bg-page lg:max-h-none lg:flex-1"
      >
        {view ? (
          <div inert className="flex min-h-full flex-col">
            <SharedRun view={view} error={error} pollKey={pollKey} onEarlier={nothing} preview />
          </div>
        ) : error ? (
          <div className="p-3">
            <Notice title="The preview could not be read">{error.message}</Notice>
          </div>
        ) : (
          <p className="px-4 py-16 text-center text-muted">Reading the preview…</p>
        )}
      </div>
    </section>
  );
}
