"use client";

import { clsx } from "clsx";
import { type Ref, useId, useImperativeHandle, useRef } from "react";
import { Button } from "@/components/ui/button";
import { READY_TOOLS_TEXT } from "@/lib/client/create-draft";
import { faultPlace, type ReadTools, readTools } from "@/lib/client/tools-json";

export type Focusable = { focus(): void };

/** Tools as JSON; its first mistake is pointed at while it is written. */
export function OwnTools({
  ref,
  value,
  onChange,
  isMissing,
}: {
  /** Focus goes to the mistake, where there is one. */
  ref: Ref<Focusable>;
  value: string;
  onChange: (value: string) => void;
  /** Whether it was to be sent as it is: then having nothing is a mistake too. */
  isMissing: boolean;
}) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const isEmpty = value.trim() === "";
  const read = readTools(value);
  const fault = isEmpty && !isMissing ? null : read.fault;
  const goTo = (at: number) => {
    box.current?.focus();
    box.current?.setSelectionRange(at, at + 1);
  };
  useImperativeHandle(ref, () => ({ focus: () => goTo(fault?.at ?? 0) }));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <label htmlFor={id} className="font-semibold">
          Tools as JSON
        </label>
        <Button
          size="small"
          aria-disabled={!isEmpty}
          onClick={() => isEmpty && onChange(READY_TOOLS_TEXT)}
        >
          Begin with form_input
        </Button>
      </div>
      <textarea
        ref={box}
        id={id}
        rows={10}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        wrap="off"
        placeholder={'[{ "type": "function", "function": { "name": "…" } }]'}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-check`}
        className={clsx(
          "w-full resize-y rounded-lg border bg-card px-2.5 disabled:opacity-70 py-1.5 font-mono text-base sm:text-xs",
          fault ? "border-failed" : "border-line-strong",
        )}
      />
      {/* Room for two lines, so that nothing below jumps while somebody types. */}
      <div className="flex min-h-11 items-start justify-between gap-2 text-xs">
        <p
          id={`${id}-check`}
          className={clsx("wrap-anywhere", fault ? "text-failed" : "text-muted")}
        >
          {fault ? (
            <>
              <span className="font-medium">{faultPlace(fault)}:</span> {fault.message}
            </>
          ) : (
            checkWords(isEmpty, read)
          )}
        </p>
        {fault && (
          <Button size="small" onClick={() => goTo(fault.at)}>
            Show me
          </Button>
        )}
      </div>
    </div>
  );
}

function checkWords(isEmpty: boolean, { tools }: ReadTools): string {
  if (isEmpty || !tools) return "A list of function definitions, as for a chat model.";
  const names = tools.map((tool) => tool.function.name).join(", ");
  if (tools.length === 0) return "The list is complete, and empty.";
  return `${tools.length === 1 ? "1 tool" : `${tools.length} tools`}: ${names}`;
}
