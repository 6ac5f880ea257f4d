import { Eye } from "lucide-react";
import { PrintNote } from "@/components/run/print-note";
import { RunTimes } from "@/components/run/run-times";
import { Freshness } from "@/components/status/freshness";
import { StatePill } from "@/components/status/state-pill";
import type { ApiError } from "@/lib/client/api-error";
import { sharedRunName, sharedStateLabel } from "@/lib/client/shared-words";
import type { SharedRunView } from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";
import { stepWords } from "@/lib/run/words";
import { SharedExpiry } from "./shared-expiry";

/** What kind of view this is and for how long, which run, how it stands, and how fresh that is. */
export function SharedHeader({
  view,
  error,
  pollKey,
  preview,
}: {
  view: SharedRunView;
  error: ApiError | null;
  pollKey: string;
  preview: boolean;
}) {
  const ended = isEnded(view.state);
  const name = sharedRunName(view);
  const step = stepWords(view.step, view.state);
  const Heading = preview ? "h3" : "h1";
  return (
    <header className="flex flex-col gap-1">
      <p
        data-testid="shared-strip"
        className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 rounded-lg bg-raised px-3 py-1.5 text-xs text-muted"
      >
        <Eye className="size-3.5" aria-hidden />
        <span>Shared view</span>
        <span aria-hidden>·</span>
        <span>read only</span>
        <span aria-hidden>·</span>
        <SharedExpiry expiresAt={view.expiresAt} />
      </p>
      {view.label && <p className="wrap-anywhere text-muted">{view.label}</p>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Heading
          className="line-clamp-2 min-w-0 text-xl font-semibold wrap-anywhere lg:line-clamp-1"
          title={name}
        >
          {name}
        </Heading>
        <StatePill state={view.state} label={sharedStateLabel(view.state)} focusable />
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        {!ended && view.step?.trim() && (
          <>
            <span className="max-w-full truncate text-ink" title={step}>
              {step}
            </span>
            <span aria-hidden>·</span>
          </>
        )}
        <RunTimes view={view} />
        <span aria-hidden className="print:hidden">
          ·
        </span>
        <span className="print:hidden">
          <Freshness freshness={view.freshness} error={error} pollKey={pollKey} ended={ended} />
        </span>
      </p>
      <PrintNote observedAt={view.freshness.observedAt} />
    </header>
  );
}
