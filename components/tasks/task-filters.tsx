"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { Hint } from "@/components/ui/hint";
import { StateIcon } from "@/components/status/state-icon";
import { useShortcut } from "@/lib/client/shortcuts";
import type { TaskFilter } from "@/lib/client/task-query";
import type { RunState } from "@/lib/contract/api";
import { RUN_STATES, STATE_LABEL, STATE_MEANING } from "@/lib/run/state";

const SETTLE_MS = 250;

const ORDER: RunState[] = [...RUN_STATES].sort(
  (a, b) =>
    Number(b === "waiting") - Number(a === "waiting") ||
    Number(b === "running") - Number(a === "running"),
);

/** Narrows the list by text and by state. All of it is in view, so that what is on can be seen. */
export function TaskFilters({
  filter,
  onChange,
}: {
  filter: TaskFilter;
  onChange: (change: Partial<TaskFilter>) => void;
}) {
  const toggle = (state: RunState) =>
    onChange({
      state: filter.state.includes(state)
        ? filter.state.filter((other) => other !== state)
        : [...filter.state, state],
    });
  const [cleared, setCleared] = useState(0);
  const clear = ({ currentTarget, detail }: MouseEvent<HTMLElement>) => {
    // What was typed a moment ago has not become a filter yet, and is not to become one.
    setCleared(cleared + 1);
    onChange({ q: "", state: [] });
    // The button goes: the keyboard goes on beside it.
    if (detail === 0) (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
  };
  return (
    <search className="flex flex-wrap items-start gap-2">
      <TextFilter key={cleared} value={filter.q} onChange={(q) => onChange({ q })} />
      <fieldset className="flex min-w-0 flex-wrap gap-1.5 sm:flex-1 sm:py-0.5">
        <legend className="sr-only">Show tasks that are</legend>
        {ORDER.map((state) => (
          <Hint key={state} text={STATE_MEANING[state]}>
            <button
              type="button"
              aria-pressed={filter.state.includes(state)}
              onClick={() => toggle(state)}
              className={clsx(
                "inline-flex h-7 shrink-0 items-center gap-1 rounded-full border px-2.5 text-xs [&_svg]:size-3.5 [&_svg]:animate-none",
                filter.state.includes(state)
                  ? "border-accent bg-running-tint text-ink"
                  : "border-line text-muted hover:bg-raised hover:text-ink",
              )}
            >
              <StateIcon state={state} />
              {STATE_LABEL[state]}
            </button>
          </Hint>
        ))}
        {(filter.q || filter.state.length > 0) && (
          <button
            type="button"
            onClick={clear}
            className="h-7 rounded-full px-2.5 text-xs text-muted hover:bg-raised hover:text-ink"
          >
            Clear
          </button>
        )}
      </fieldset>
    </search>
  );
}

function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", "Search the tasks", () => {
    field.current?.focus();
    field.current?.select();
  });
  /** Escape empties the field, then leaves it. */
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (text === "") field.current?.blur();
    else setText("");
  };
  return (
    <label className="relative block w-full sm:w-64">
      <span className="sr-only">Search by name or id</span>
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
      <input
        ref={field}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={leave}
        placeholder="Search tasks"
        maxLength={200}
        autoComplete="off"
        className="h-8 w-full rounded-lg border border-line-strong bg-card pr-2 pl-8"
      />
    </label>
  );
}
