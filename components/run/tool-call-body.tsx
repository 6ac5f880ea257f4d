import { JsonTree } from "@/components/ui/json-tree";
import type { FormInput } from "@/lib/client/form-input";
import type { ToolCall } from "@/lib/contract/api";
import { ToolCallField } from "./tool-call-field";

/** What a tool call asks: its form, or its parameters as key and value where it has none. */
export function ToolCallBody({ call, form }: { call: ToolCall; form: FormInput | null }) {
  if (!form) {
    return (
      <div className="flex flex-col gap-2">
        <p className="text-muted">
          Tool <code className="font-mono text-xs text-ink">{call.name}</code>
        </p>
        <JsonTree value={call.parameters} open />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {form.description && (
        <p className="max-h-48 overflow-y-auto wrap-anywhere whitespace-pre-wrap text-muted">
          {form.description}
        </p>
      )}
      {form.fields.map((field) => (
        <ToolCallField key={field.index} field={field} />
      ))}
      <p className="text-xs text-muted">
        Sent with <span className="font-medium text-ink">“{form.submitLabel}”</span>
      </p>
    </div>
  );
}
