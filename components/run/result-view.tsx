"use client";

import { clsx } from "clsx";
import { latePart } from "@/components/ui/late-part";
import { useDownload } from "@/lib/client/use-download";
import type { RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import type { Told } from "./result-outcome";

/** Needed once there is something to tell; it is in the page then. */
const ResultBody = latePart("the result", () =>
  import("./result-body").then((module) => module.ResultBody),
);

const ResultDownloads = latePart(
  "the downloads",
  () => import("./result-downloads").then((module) => module.ResultDownloads),
  { loading: "" },
);

/** Outcome first, then why, then what came out of it; for its owner, also as files. */
export function ResultView({
  state,
  result,
  run = null,
}: {
  state: RunState;
  result: Told | null;
  /** Which run it is; null for those who may not know. */
  run?: { taskId: string; runId: string } | null;
}) {
  const ended = isEnded(state);
  const { onClick, problem } = useDownload();
  return (
    <section
      data-testid="result"
      aria-label="Result"
      className={clsx(
        "shade-below flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-card",
        !ended && !result && "print:hidden",
      )}
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 border-b border-line px-3 by-tab">
        {/* The tab above it says the same. */}
        <h2 className="font-medium">Result</h2>
        {run && result && (
          <ResultDownloads
            path={`/api/tasks/${encodeURIComponent(run.taskId)}/runs/${encodeURIComponent(run.runId)}`}
            hasTable={(result.dataTable?.length ?? 0) > 0}
            onClick={onClick}
          />
        )}
      </div>
      {problem && (
        <p role="alert" className="border-b border-line px-3 py-2 text-failed">
          The file could not be made. {problem}
        </p>
      )}
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-4">
        {ended || result ? (
          <ResultBody state={state} result={result} run={run} />
        ) : (
          <p className="m-auto max-w-sm py-8 text-center text-pretty text-muted">
            {state === "unknown"
              ? "The result of this run has not been read yet."
              : "The result appears here when the run ends."}
          </p>
        )}
      </div>
    </section>
  );
}
