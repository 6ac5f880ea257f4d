"use client";

import { useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ToolDescription } from "@/components/run/tool-description";
import { ToolCallField } from "@/components/run/tool-call-field";
import { Button } from "@/components/ui/button";
import { fieldProblem } from "@/lib/client/answer-check";
import type { AnswerDraft } from "@/lib/client/answer-draft";
import { FIELDS_SHOWN, optionsShown } from "@/lib/client/answer-shown";
import {
  answerText,
  type FieldValue,
  keptValues,
  MOST_CHARACTERS,
  restoredValues,
} from "@/lib/client/answer-values";
import type { FormInput } from "@/lib/client/form-input";
import type { Json } from "@/lib/contract/api";
import { AnswerShell, type ShellProps } from "./answer-shell";
import { AnswerSummary } from "./answer-summary";

type Problems = Record<number, string>;

function goTo(form: HTMLFormElement | null, index: number): void {
  const field = form?.querySelector(`[data-field="${index}"]`);
  field?.querySelector<HTMLElement>(":is(input, select, textarea):enabled")?.focus();
  // What is wrong stands beneath the control.
  field?.scrollIntoView({ block: "nearest" });
}

/** The fields in which the browser holds something that is no value of their type. */
function unreadable(form: HTMLFormElement | null): Set<number> {
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>("[data-field] input") ?? [])];
  const bad = inputs.filter(({ validity }) => validity.badInput);
  return new Set(
    bad.map((input) => Number(input.closest("[data-field]")?.getAttribute("data-field"))),
  );
}

/**
 * A form of fields, checked before it is sent.
 * @param given the fields as they came from the agent
 */
export function AnswerFields({
  form,
  given,
  draft,
  onSend,
  ...shell
}: ShellProps & {
  form: FormInput;
  given: readonly Json[];
  draft: AnswerDraft | undefined;
  onSend: (input: string) => void;
}) {
  const { fields } = form;
  const [values, setValues] = useState(() => restoredValues(fields, draft?.read()));
  const [problems, setProblems] = useState<Problems>({});
  const [tooLong, setTooLong] = useState<number | null>(null);
  const [shown, setShown] = useState(FIELDS_SHOWN);
  const element = useRef<HTMLFormElement>(null);
  const held = useRef(values);

  const change = useCallback(
    (index: number, value: FieldValue, isUnreadable: boolean) => {
      const field = fields[index];
      if (!field) return;
      held.current = held.current.with(index, value);
      setValues(held.current);
      setTooLong(null);
      draft?.keep(keptValues(fields, held.current));
      // Only what was found wrong is checked again as it is typed.
      setProblems((before) => {
        if (!(index in before)) return before;
        const rest = Object.entries(before).filter(([at]) => Number(at) !== index);
        const found = fieldProblem(field, value, isUnreadable);
        return { ...Object.fromEntries(rest), ...(found ? { [index]: found } : {}) };
      });
    },
    [fields, draft],
  );

  const submit = () => {
    const bad = unreadable(element.current);
    const found = fields.flatMap((field) => {
      const wrong = fieldProblem(field, values[field.index] ?? "", bad.has(field.index));
      return wrong ? [[field.index, wrong] as const] : [];
    });
    const first = found[0]?.[0];
    if (first !== undefined) {
      flushSync(() => {
        setProblems(Object.fromEntries(found));
        setShown(Math.max(shown, first + 1));
      });
      goTo(element.current, first);
      return;
    }
    const text = answerText(given, fields, values);
    if (text.length > MOST_CHARACTERS) setTooLong(text.length);
    else onSend(text);
  };

  const drawn = fields.slice(0, shown);
  const options = optionsShown(drawn);
  const left = fields.length - drawn.length;
  return (
    <AnswerShell
      ref={element}
      {...shell}
      submitLabel={form.submitLabel}
      problem={tooLong === null ? shell.problem : <TooLong length={tooLong} />}
      onSubmit={submit}
    >
      <ToolDescription text={form.description} />
      <AnswerSummary
        wrong={fields.filter(({ index }) => index in problems)}
        onGo={(index) => {
          flushSync(() => setShown(Math.max(shown, index + 1)));
          goTo(element.current, index);
        }}
      />
      {drawn.map((field, at) => (
        <ToolCallField
          key={field.index}
          field={field}
          optionsShown={options[at] ?? 0}
          value={values[at]}
          problem={problems[field.index] ?? null}
          onChange={change}
        />
      ))}
      {left > 0 && (
        <Button className="self-start" onClick={() => setShown(shown + FIELDS_SHOWN)}>
          Show more fields ({left} left)
        </Button>
      )}
    </AnswerShell>
  );
}

/** Why an answer is not sent: our API would not take it. */
export const TooLong = ({ length }: { length: number }) => (
  <p className="font-medium text-failed">
    This answer has {length.toLocaleString("en")} characters, and at most{" "}
    {MOST_CHARACTERS.toLocaleString("en")} can be sent. Shorten it; nothing was sent.
  </p>
);
