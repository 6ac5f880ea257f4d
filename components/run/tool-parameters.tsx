import { JsonTree } from "@/components/ui/json-tree";
import type { ToolCall } from "@/lib/contract/api";

/** The parameters of a tool that asks with no form. */
export const ToolParameters = ({ call }: { call: ToolCall }) => (
  <div className="flex flex-col gap-2">
    <p className="wrap-anywhere text-muted">
      Tool <code className="font-mono text-xs text-ink">{call.name}</code>
    </p>
    <div className="overflow-x-auto">
      <JsonTree value={call.parameters} open />
    </div>
  </div>
);
