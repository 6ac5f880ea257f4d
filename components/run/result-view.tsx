"use client";

import dynamic from "next/dynamic";
import { Fallback } from "@/components/ui/fallback";
import { rowCountWords } from "@/lib/client/result-columns";
import { useDownload } from "@/lib/client/use-download";
import type { RunResult, RunState } from "@/lib/contract/api";
import { isEnded } from "@/lib/run/state";
import { Recording } from "./recording";
import { ResultDownloads } from "./result-downloads";
import { Outcome, type Told } from "./result-outcome";
import { ResultOutput } from "./result-output";

/** Drawn by the browser alone: the server must not be held up by what one table holds. */
const ResultTable = dynamic(() => import("./result-table").then((module) => module.ResultTable), {
  ssr: false,
  loading: () => <div className="h-24 rounded-lg border border-line" />,
});

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
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-card"
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 border-b border-line px-3">
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
          <>
            <Outcome state={state} result={result} />
            {result && <Output state={state} result={result} />}
            {result && <Table rows={result.dataTable} shared={result.error === undefined} />}
            {run && state === "completed" && <Recording key={run.runId} {...run} />}
          </>
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

function Output({ state, result }: { state: RunState; result: Told }) {
  // How a stopped run says that it was stopped; told above in words.
  const isMark = state === "stopped" && result.output === "Manual abort";
  const none = result.output === null || result.output === "" || isMark;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">Output</h3>
      {none ? (
        <p className="text-muted">The server gave no output.</p>
      ) : (
        <ResultOutput output={result.output} />
      )}
    </div>
  );
}

function Table({ rows, shared }: { rows: RunResult["dataTable"] | undefined; shared: boolean }) {
  if (!rows) {
    return (
      <p className="text-muted">
        The data table belongs to the task, so it is not part of this view
      </p>
    );
  }
  const about = [
    rows.length > 0 && rowCountWords(rows.length),
    !shared && "belongs to the task, not to this run",
  ];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium">
        Data table
        <span className="text-xs font-normal text-muted">{about.filter(Boolean).join(" · ")}</span>
      </h3>
      {rows.length > 0 ? (
        <Fallback
          instead={<p className="text-muted">The table could not be drawn. Reload the page.</p>}
        >
          <ResultTable rows={rows} />
        </Fallback>
      ) : (
        <p className="text-muted">The table has no rows.</p>
      )}
    </div>
  );
}
