"use client";

import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { JsonTree } from "@/components/ui/json-tree";
import { MOST_CHARACTERS } from "@/lib/client/answer-values";
import { ANY_JSON, lineOf, readJson } from "@/lib/client/json-places";
import type { ToolCall } from "@/lib/contract/api";
import { TooLong } from "./answer-fields";
import { AnswerShell, type ShellProps } from "./answer-shell";

type Kind = "text" | "json";
type Typed = { kind: Kind; text: string };

const KINDS = [
  { value: "text", label: "Text" },
  { value: "json", label: "JSON" },
] as const;

function wrongWith({ kind, text }: Typed): string | null {
  if (text.trim() === "") return "Write an answer.";
  const { fault } = kind === "json" ? readJson(text, ANY_JSON) : { fault: null };
  if (!fault) return null;
  const { line, column } = lineOf(text, fault.at);
  return `Line ${line}, column ${column}: ${fault.message}`;
}

/** The answer to a tool that asks with no form: text, or JSON that is checked before it is sent. */
export function AnswerFree({
  call,
  onSend,
  ...shell
}: ShellProps & {
  call: ToolCall;
  onSend: (input: string) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<Typed>({ kind: "text", text: "" });
  const [wrong, setWrong] = useState<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const isTooLong = typed.text.length > MOST_CHARACTERS;
  const change = (next: Typed) => {
    setTyped(next);
    setWrong(wrong === null ? null : wrongWith(next));
  };
  const submit = () => {
    const found = wrongWith(typed);
    if (found === null && !isTooLong) return onSend(typed.text);
    flushSync(() => setWrong(found));
    box.current?.focus();
    box.current?.parentElement?.scrollIntoView({ block: "nearest" });
  };
  return (
    <AnswerShell
      {...shell}
      submitLabel="Send answer"
      problem={isTooLong ? <TooLong length={typed.text.length} /> : shell.problem}
      onSubmit={submit}
    >
      {/* However much there is to read, the box to answer in stays in sight. */}
      <div className="overflow-auto lg:max-h-[max(6rem,13dvh)]">
        <JsonTree value={call.parameters} open />
      </div>
      <ChoiceGroup
        legend="Answer with"
        choices={KINDS}
        value={typed.kind}
        onChange={(kind: Kind) => change({ ...typed, kind })}
      />
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-semibold">
          Your answer
        </label>
        <textarea
          ref={box}
          id={id}
          rows={4}
          value={typed.text}
          spellCheck={typed.kind === "text"}
          autoComplete="off"
          aria-invalid={wrong ? true : undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => change({ ...typed, text: event.target.value })}
          className={`field-sizing-content max-h-[60dvh] min-h-16 w-full rounded-lg border bg-card px-2.5 py-1.5 text-base sm:text-sm ${wrong ? "border-failed" : "border-line-strong"} ${typed.kind === "json" ? "font-mono" : ""}`}
        />
        <p id={`${id}-problem`} className="text-xs font-medium text-failed empty:hidden">
          {wrong}
        </p>
      </div>
    </AnswerShell>
  );
}
