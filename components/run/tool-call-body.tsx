import { memo } from "react";
import { JsonTree } from "@/components/ui/json-tree";
import { FIELDS_SHOWN, optionsShown } from "@/lib/client/answer-shown";
import type { FormInput } from "@/lib/client/form-input";
import type { ToolCall } from "@/lib/contract/api";
import { ToolCallField } from "./tool-call-field";
import { ToolDescription } from "./tool-description";

type Props = { call: ToolCall; form: FormInput | null };

/**
 * What a tool call asks, read only: its form, or its parameters as key and value where it has none.
 * A model wrote it, so only so much of it is drawn; polls bring the same call anew, which draws
 * nothing.
 */
export const ToolCallBody = memo(
  function ToolCallBody({ call, form }: Props) {
    if (!form) {
      return (
        <div className="overflow-x-auto">
          <JsonTree value={call.parameters} open />
        </div>
      );
    }
    const fields = form.fields.slice(0, FIELDS_SHOWN);
    const left = form.fields.length - fields.length;
    const options = optionsShown(fields);
    return (
      <div className="flex flex-col gap-3">
        <ToolDescription text={form.description} />
        {fields.map((field, index) => (
          <ToolCallField key={field.index} field={field} optionsShown={options[index] ?? 0} />
        ))}
        {left > 0 && (
          <p className="text-muted">
            {left} more {left === 1 ? "field is" : "fields are"} not shown
          </p>
        )}
        <p className="text-xs wrap-anywhere text-muted">
          Button: <span className="font-medium text-ink">{form.submitLabel}</span>
        </p>
      </div>
    );
  },
  (before, after) => JSON.stringify(before.call) === JSON.stringify(after.call),
);
