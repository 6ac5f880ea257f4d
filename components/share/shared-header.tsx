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
        className="mb-1 flex gap-x-2 rounded-lg bg-raised px-3 py-1.5 text-xs text-muted"
      >
        <Eye className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        <span className="facts">
          <span>Shared view</span>
          <span>read only</span>
          <span>
            <SharedExpiry expiresAt={view.expiresAt} />
          </span>
        </span>
      </p>
      {view.label && <p className="wrap-anywhere text-muted">{view.label}</p>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Heading
          className="line-clamp-4 min-w-0 text-xl font-semibold wrap-anywhere lg:line-clamp-1"
          title={name}
        >
          {name}
        </Heading>
        <StatePill state={view.state} label={sharedStateLabel(view.state)} focusable />
      </div>
      <p className="facts text-muted">
        {!ended && view.step?.trim() && (
          <span className="truncate text-ink" title={step}>
            {step}
          </span>
        )}
        <RunTimes view={view} />
        <span className="print:hidden">
          <Freshness freshness={view.freshness} error={error} pollKey={pollKey} ended={ended} />
        </span>
      </p>
      <PrintNote observedAt={view.freshness.observedAt} />
    </header>
  );
}
