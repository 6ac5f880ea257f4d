"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import { SWRConfig } from "swr";
import { NewTaskButton } from "@/components/create/new-task-button";
import { ShowSuggestions, Suggestions } from "@/components/demo/suggestions";
import { Freshness } from "@/components/status/freshness";
import { TabMark } from "@/components/status/tab-mark";
import { TextBone } from "@/components/ui/bone";
import { Pager } from "@/components/ui/pager";
import { rememberList } from "@/lib/client/list-address";
import { screenCache } from "@/lib/client/polling";
import { useListKeys } from "@/lib/client/use-list-keys";
import { asideWords, countWaiting } from "@/lib/client/shown-tasks";
import { useTaskFilter } from "@/lib/client/task-filter";
import { type TaskFilter, taskQuery } from "@/lib/client/task-query";
import { useHand } from "@/lib/client/use-hand";
import { useTasks } from "@/lib/client/use-list";
import { useShownTasks } from "@/lib/client/use-shown-tasks";
import { useNotify } from "@/lib/client/use-notify";
import type { TaskList } from "@/lib/contract/api";
import type { ErrorBody } from "@/lib/contract/errors";
import { knownWords } from "./known-words";
import { TaskAside } from "./task-aside";
import { TaskBlank } from "./task-blank";
import { TaskFilters } from "./task-filters";
import { TaskTable } from "./task-table";

type Props = {
  /** What the page brought, with the filter it was read for. */
  initial: { list: TaskList | null; filter: TaskFilter };
  initialError: ErrorBody["error"] | null;
  /** Tasks to try; none but in a demo. */
  suggestions: string[];
  /** Whose drafts are kept in this tab. */
  owner: string;
};

const CACHE = { provider: screenCache };

export const TaskScreen = (props: Props) => (
  <SWRConfig value={CACHE}>
    <Tasks {...props} />
  </SWRConfig>
);

function Tasks({ initial, initialError, suggestions, owner }: Props) {
  const { filter, setFilter } = useTaskFilter();
  const { list, of, error, key, retry } = useTasks(filter, initial);
  const waits = list?.waiting ?? 0;
  useNotify(list);
  const query = taskQuery(filter);
  // There is nothing to narrow, and the middle of the page leads to a new task.
  const isEmpty = list?.over === 0;
  useEffect(() => rememberList(query), [query]);
  const part = useRef<HTMLDivElement>(null);
  const hasRows = list !== null && list.tasks.length > 0;
  useListKeys(part, { hasRows, isRead: list !== initial.list });

  return (
    <div ref={part} className="mx-auto flex w-full max-w-[1280px] flex-col gap-3 px-3 py-4 sm:px-4">
      {waits > 0 ? (
        <TabMark title={`● ${waits} waiting · Tasks`} state="waiting" />
      ) : (
        <TabMark title="Tasks" />
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <div className="flex min-w-0 flex-1 basis-40 flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-xl font-semibold">Tasks</h1>
          <div className="text-muted tabular-nums">
            {list ? knownWords(list) : !error && !initialError && <TextBone text="10 tasks" />}
          </div>
          {/* Wide enough for most of what it says, so that its dot stays where it is. */}
          <span className="text-xs text-muted sm:ml-auto sm:min-w-44">
            <Freshness freshness={list?.freshness ?? null} error={error} pollKey={key} />
          </span>
        </div>
        <div className="flex flex-wrap gap-2">
          {suggestions.length > 0 && <ShowSuggestions />}
          {!isEmpty && <NewTaskButton />}
        </div>
      </div>
      {suggestions.length > 0 && <Suggestions texts={suggestions} owner={owner} />}
      {!isEmpty && <TaskFilters filter={filter} onChange={setFilter} />}
      {hasRows ? (
        <Rows key={of} of={of} list={list} />
      ) : (
        <TaskBlank
          list={list}
          filter={filter}
          message={(error ?? initialError)?.message ?? null}
          code={(error ?? initialError)?.code ?? null}
          onRetry={retry}
          onChange={setFilter}
        />
      )}
      {list && (
        <Pager
          page={list.page}
          limit={list.limit}
          total={list.total}
          onPage={(page) => {
            setFilter({ page });
            window.scrollTo(0, 0);
          }}
        />
      )}
    </div>
  );
}

/** The rows of a list, in an order that keeps still under a hand. */
function Rows({ of, list }: { of: string; list: TaskList }) {
  const part = useRef<HTMLDivElement>(null);
  const { isHeld, hand } = useHand();
  const { shown, showAll } = useShownTasks(of, list, isHeld);
  const { rows, gone, aside, newest } = shown;
  const show = ({ detail }: MouseEvent) => {
    showAll();
    // The button goes: whoever pressed it by keyboard goes on at the first row.
    if (detail === 0) requestAnimationFrame(() => focusFirstRow(part.current));
  };
  return (
    <div ref={part} className="relative">
      <TaskAside
        words={asideWords({ aside, newest })}
        isWaiting={countWaiting(aside) > 0}
        onShow={show}
      />
      <TaskTable tasks={rows} gone={gone} {...hand} />
    </div>
  );
}

const focusFirstRow = (part: HTMLElement | null) =>
  part?.querySelector<HTMLElement>("a[data-row]")?.focus();
