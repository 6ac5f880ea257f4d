import type { ComponentProps } from "react";
import { readFormInput } from "@/lib/client/form-input";
import { ToolCallBody } from "./tool-call-body";
import { ToolCallCard } from "./tool-call-card";

/** The open question, for whoever cannot answer it here. */
export const ToolCallRead = (
  props: Omit<ComponentProps<typeof ToolCallCard>, "isReadOnly" | "children">,
) => (
  <ToolCallCard {...props} isReadOnly>
    <ToolCallBody call={props.call} form={readFormInput(props.call.parameters)} />
  </ToolCallCard>
);
