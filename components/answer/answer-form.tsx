"use client";

import { latePart } from "@/components/ui/late-part";
import { memo, useMemo } from "react";
import type { AnswerDraft } from "@/lib/client/answer-draft";
import { readFormInput } from "@/lib/client/form-input";
import { isRecord } from "@/lib/client/form-loose";
import { useHydrated } from "@/lib/client/now";
import type { Json, ToolCall } from "@/lib/contract/api";
import { AnswerFields } from "./answer-fields";
import type { ShellProps } from "./answer-shell";

/** For questions that name no fields. */
const AnswerFree = latePart("the form", () =>
  import("./answer-free").then((module) => module.AnswerFree),
);

type Props = ShellProps & {
  call: ToolCall;
  /** Given what the API takes as `input`. */
  onSend: (input: string) => void;
  /** Where what is typed is kept over a reload; without one it is not. */
  draft?: AnswerDraft | undefined;
};

/**
 * A question to be answered: what it says, its fields and its button. The heading is the caller's.
 * Polls bring the same call anew; it is told by what it holds, and what was typed stays.
 */
export function AnswerForm({ call, draft, ...rest }: Props) {
  const text = JSON.stringify(call);
  // Only the browser knows what was typed before a reload.
  const hydrated = useHydrated();
  return (
    <Question
      key={`${hydrated} ${call.id}`}
      text={text}
      draft={hydrated ? draft : undefined}
      {...rest}
    />
  );
}

const Question = memo(function Question({
  text,
  draft,
  ...rest
}: Omit<Props, "call"> & { text: string; draft: AnswerDraft | undefined }) {
  const call = useMemo(() => JSON.parse(text) as ToolCall, [text]);
  const form = useMemo(() => readFormInput(call.parameters), [call]);
  const given: Json[] =
    isRecord(call.parameters) && Array.isArray(call.parameters.fields)
      ? call.parameters.fields
      : [];
  return form ? (
    <AnswerFields form={form} given={given} draft={draft} {...rest} />
  ) : (
    // With no form nothing tells whether it is a secret that is asked for: such an answer is never
    // written down, and a reload loses it.
    <AnswerFree call={call} {...rest} />
  );
});
