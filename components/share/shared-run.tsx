"use client";

import { clsx } from "clsx";
import { useMemo } from "react";
import type { ApiError } from "@/lib/client/api-error";
import type { LoadEarlier } from "@/lib/client/run-reader";
import { KnownAt, knownAt } from "@/lib/client/now";
import { sharedParts } from "@/lib/client/shared-parts";
import { sharedTransitions } from "@/lib/client/shared-words";
import type { SharedRunView } from "@/lib/contract/shares";
import { SharedBanner } from "./shared-banner";
import { SharedHeader } from "./shared-header";
import { SharedPanes } from "./shared-panes";

/**
 * A run as somebody with a link sees it: drawn like its owner's page, without ids and actions.
 * No link in it leads to a fragment of the page: the fragment of a shared page is its secret.
 * @param pollKey the key its reads are made under
 * @param preview for inside a dialog: all parts in one column, and no h1
 */
export function SharedRun({
  view: given,
  error,
  pollKey,
  onEarlier,
  preview = false,
}: {
  view: SharedRunView;
  error: ApiError | null;
  pollKey: string;
  onEarlier: LoadEarlier;
  preview?: boolean;
}) {
  const transitions = useMemo(() => sharedTransitions(given.transitions), [given.transitions]);
  const view = { ...given, transitions };
  const parts = sharedParts(view);
  return (
    <KnownAt value={knownAt(view.freshness, error)}>
      <div
        data-testid="shared-run"
        data-fill={preview ? undefined : ""}
        className={clsx(
          "flex min-w-0 flex-1 flex-col gap-3 p-3",
          !preview && "sm:px-4 lg:min-h-0",
          !preview && parts.left === null && "mx-auto w-full max-w-3xl",
        )}
      >
        <SharedHeader view={view} error={error} pollKey={pollKey} preview={preview} />
        <SharedBanner view={view} error={error} />
        <SharedPanes view={view} parts={parts} onEarlier={onEarlier} preview={preview} />
      </div>
    </KnownAt>
  );
}
