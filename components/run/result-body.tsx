"use client";

import { latePart } from "@/components/ui/late-part";
import { Fallback } from "@/components/ui/fallback";
import { rowCountWords } from "@/lib/client/result-columns";
import type { RunResult, RunState } from "@/lib/contract/api";
import { Recording } from "./recording";
import { Outcome, type Told } from "./result-outcome";
import { ResultOutput } from "./result-output";

/** Drawn by the browser alone: the server must not be held up by what one table holds. */
const ResultTable = latePart(
  "the table",
  () => import("./result-table").then((module) => module.ResultTable),
  {
    isOfBrowser: true,
    loading: <div className="flex-1 rounded-lg border border-line" />,
  },
);

/** What a run came to: its outcome, what it gave out, its table, and its recording for its owner. */
export function ResultBody({
  state,
  result,
  run,
}: {
  state: RunState;
  result: Told | null;
  run: { taskId: string; runId: string } | null;
}) {
  return (
    <>
      <Outcome state={state} result={result} />
      {result && <Output state={state} result={result} />}
      {result && <Table rows={result.dataTable} shared={result.error === undefined} />}
      {run && state === "completed" && (
        <div className="print:hidden">
          <Recording key={run.runId} {...run} />
        </div>
      )}
    </>
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

/** Of a table with rows of one line each: kept free for it, so that nothing jumps as it is drawn. */
const leastHeight = (rows: number) => `min(70dvh, ${34 + 37 * Math.min(rows, 100)}px)`;

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
          <div
            className="flex flex-col gap-2 print:!min-h-0"
            style={{ minHeight: leastHeight(rows.length) }}
          >
            <ResultTable rows={rows} />
          </div>
        </Fallback>
      ) : (
        <p className="text-muted">The table has no rows.</p>
      )}
    </div>
  );
}
