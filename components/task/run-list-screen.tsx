"use client";

import { Link } from "@/components/ui/link";
import { useRef } from "react";
import { SWRConfig } from "swr";
import { StopTask, StopTaskOutcome } from "@/components/act/stop-task";
import { BackLink } from "@/components/shell/back-link";
import { NothingHere } from "@/components/shell/nothing-here";
import { Freshness } from "@/components/status/freshness";
import { TabMark } from "@/components/status/tab-mark";
import { TextBone } from "@/components/ui/bone";
import { Button, buttonClass } from "@/components/ui/button";
import { Blank } from "@/components/ui/notice";
import { Pager } from "@/components/ui/pager";
import { screenCache } from "@/lib/client/polling";
import { usePageNumber } from "@/lib/client/use-address-query";
import { useListKeys } from "@/lib/client/use-list-keys";
import { useStopTask } from "@/lib/client/use-stop";
import { useTaskRuns } from "@/lib/client/use-list";
import type { RunList } from "@/lib/contract/api";
import type { ErrorBody } from "@/lib/contract/errors";
import { taskName } from "@/lib/run/words";
import { recurrenceWords } from "./recurrence-words";
import { RunChart } from "./run-chart";
import { RunListSkeleton } from "./run-list-skeleton";
import { RunTable } from "./run-table";

type Props = {
  taskId: string;
  initial: { list: RunList | null; page: number };
  initialError: ErrorBody["error"] | null;
};

const CACHE = { provider: screenCache };

export const RunListScreen = (props: Props) => (
  <SWRConfig value={CACHE}>
    <Runs {...props} />
  </SWRConfig>
);

function Runs({ taskId, initial, initialError }: Props) {
  const [page, goTo] = usePageNumber();
  const part = useRef<HTMLDivElement>(null);
  const { list, error, key, retry } = useTaskRuns(taskId, page, initial);
  const stop = useStopTask(taskId, retry);
  const hasRows = list !== null && list.runs.length > 0;
  useListKeys(part, { hasRows, isRead: list !== initial.list });
  if (!list && error?.code === "not_found") return <NothingHere />;
  const message = (error ?? initialError)?.message ?? null;
  const name = list ? taskName(list.task) : "Task";
  const hasRun = !list || list.runs.length > 0 || list.page > 1;
  const here = `/tasks/${encodeURIComponent(taskId)}`;

  return (
    <div ref={part} className="mx-auto flex w-full max-w-[1280px] flex-col gap-3 px-3 py-4 sm:px-4">
      <TabMark title={name} />
      <div className="flex flex-col gap-1">
        <BackLink />
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
            <h1 className="text-xl font-semibold text-balance wrap-anywhere">{name}</h1>
            <p className="facts text-muted">
              {list
                ? recurrenceWords(list).map((piece) => <span key={piece}>{piece}</span>)
                : !message && (
                    <span>
                      <TextBone text="Recurring task · active · 10 runs" />
                    </span>
                  )}
              <span>
                <Freshness freshness={list?.freshness ?? null} error={error} pollKey={key} />
              </span>
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            {list?.task.active && <StopTask action={stop} />}
            {hasRun && (
              <Link href={`${here}/runs/latest`} className={buttonClass("plain")}>
                Open the latest run
              </Link>
            )}
          </div>
        </div>
      </div>
      <StopTaskOutcome taskId={taskId} action={stop} />
      {hasRows ? (
        <>
          <RunChart base={here} runs={list.runs} />
          <RunTable base={here} runs={list.runs} />
          <Pager page={list.page} limit={list.limit} total={list.total} onPage={goTo} />
        </>
      ) : list || message ? (
        <Blank
          title={list ? "No run yet" : "The runs could not be read"}
          action={
            !list && (
              <Button look="primary" onClick={retry}>
                Try again
              </Button>
            )
          }
        >
          {list
            ? "The task was accepted. Its first run appears here once the server has prepared it."
            : message}
        </Blank>
      ) : (
        <RunListSkeleton />
      )}
    </div>
  );
}
