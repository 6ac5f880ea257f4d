import { memo, useId, useState } from "react";
import { FieldControl } from "@/components/answer/field-control";
import { FieldOptions } from "@/components/answer/field-options";
import type { FieldEdit, FieldProps } from "@/components/answer/field-props";
import { FieldRules } from "@/components/answer/field-rules";
import { FieldTick } from "@/components/answer/field-tick";
import { OPTIONS_SHOWN } from "@/lib/client/answer-shown";
import { initialValue } from "@/lib/client/answer-values";
import type { FormField } from "@/lib/client/form-input";

/**
 * One field of a question with its rules in words: to be filled in, or only shown.
 * @param optionsShown how many of its options are drawn at first
 */
export const ToolCallField = memo(function ToolCallField({
  field,
  optionsShown,
  value,
  problem = null,
  onChange,
}: { field: FormField; optionsShown: number } & Partial<FieldEdit>) {
  const id = useId();
  const [more, setMore] = useState(0);
  const edit =
    onChange && value !== undefined ? ({ value, problem, onChange } as FieldEdit) : undefined;
  const held = value ?? initialValue(field);
  const props: FieldProps = {
    id,
    field,
    value: held,
    edit,
    isDisabled:
      !edit || field.locked === "disabled" || (field.locked && field.kind !== "text") === true,
    describedBy: problem ? `${id}-rules ${id}-problem` : `${id}-rules`,
  };
  const isTick = field.kind === "tick";
  const isGroup = field.kind === "many" || (field.kind === "one" && field.type === "radio");
  const shown = Math.max(
    optionsShown + more,
    ...(Array.isArray(held) ? held : []).map((at) => at + 1),
  );
  const left = field.options.length - shown;
  return (
    <div data-field={field.index} className="flex min-w-0 flex-col gap-1.5">
      {isTick ? (
        <FieldTick {...props} />
      ) : (
        <>
          <div className="flex flex-wrap items-baseline gap-x-2">
            {isGroup ? (
              <span id={id} className="font-medium wrap-anywhere">
                {field.label}
              </span>
            ) : (
              <label htmlFor={id} className="font-medium wrap-anywhere">
                {field.label}
              </label>
            )}
            <FieldRules id={id} words={field.rules} />
          </div>
          {isGroup ? (
            <FieldOptions {...props} shown={shown} />
          ) : (
            <FieldControl {...props} shown={shown} />
          )}
          {left > 0 && field.kind !== "text" && (
            <p className="text-muted">
              {left} more {left === 1 ? "option is" : "options are"} not shown{" "}
              {edit && (
                <button
                  type="button"
                  onClick={() => setMore(more + OPTIONS_SHOWN)}
                  className="rounded text-accent underline underline-offset-2"
                >
                  Show more
                </button>
              )}
            </p>
          )}
        </>
      )}
      {problem && (
        <p
          id={`${id}-problem`}
          className={`text-xs font-medium text-failed ${isTick ? "pl-6" : ""}`}
        >
          {problem}
        </p>
      )}
    </div>
  );
});
