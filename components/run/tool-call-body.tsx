import { memo } from "react";
import { JsonTree } from "@/components/ui/json-tree";
import type { FormField, FormInput } from "@/lib/client/form-input";
import type { ToolCall } from "@/lib/contract/api";
import { ToolCallField } from "./tool-call-field";

const FIELDS_SHOWN = 200;
const OPTIONS_SHOWN = 200;
/** All fields together. */
const OPTIONS_SHOWN_IN_ALL = 2_000;

type Props = { call: ToolCall; form: FormInput | null };

/**
 * What a tool call asks: its form, or its parameters as key and value where it has none. A model
 * wrote it, so only so much of it is drawn; polls bring the same call anew, which draws nothing.
 */
export const ToolCallBody = memo(
  function ToolCallBody({ call, form }: Props) {
    if (!form) {
      return (
        <div className="flex flex-col gap-2">
          <p className="wrap-anywhere text-muted">
            Tool <code className="font-mono text-xs text-ink">{call.name}</code>
          </p>
          <JsonTree value={call.parameters} open />
        </div>
      );
    }
    const fields = form.fields.slice(0, FIELDS_SHOWN);
    const left = form.fields.length - fields.length;
    const options = optionsShown(fields);
    return (
      <div className="flex flex-col gap-3">
        {form.description && (
          <p className="max-h-48 overflow-y-auto wrap-anywhere whitespace-pre-wrap text-muted">
            {form.description}
          </p>
        )}
        {fields.map((field, index) => (
          <ToolCallField key={field.index} field={field} optionsShown={options[index] ?? 0} />
        ))}
        {left > 0 && (
          <p className="text-muted">
            {left} more {left === 1 ? "field is" : "fields are"} not shown
          </p>
        )}
        <p className="text-xs wrap-anywhere text-muted">
          Sent with <span className="font-medium text-ink">“{form.submitLabel}”</span>
        </p>
      </div>
    );
  },
  (before, after) => JSON.stringify(before.call) === JSON.stringify(after.call),
);

/** How many options of each field are drawn. */
function optionsShown(fields: FormField[]): number[] {
  let left = OPTIONS_SHOWN_IN_ALL;
  return fields.map(({ options }) => {
    const shown = Math.min(options.length, OPTIONS_SHOWN, left);
    left -= shown;
    return shown;
  });
}
