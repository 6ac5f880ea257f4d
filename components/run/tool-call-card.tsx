import { Hand } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";
import { readFormInput } from "@/lib/client/form-input";
import type { Asked } from "@/lib/client/run-banner";
import type { ToolCall } from "@/lib/contract/api";
import { ToolCallBody } from "./tool-call-body";
import { WaitingSince } from "./waiting-since";

/** Where links to the open question lead. */
export const QUESTION_ID = "question";

const OWNERS_NOTE =
  "Runboard shows this question and does not answer it. It is answered through the Browserable API, by the program that created the task.";

/**
 * The open question, read only.
 * @param id null where no link may lead to it
 * @param note who answers it
 */
export function ToolCallCard({
  call,
  asked,
  id = QUESTION_ID,
  note = OWNERS_NOTE,
  ref,
}: {
  call: ToolCall;
  asked: Asked | null;
  id?: string | null;
  note?: ReactNode;
  ref?: Ref<HTMLElement>;
}) {
  const form = readFormInput(call.parameters);
  const heading = useId();
  return (
    <section
      ref={ref}
      id={id ?? undefined}
      data-testid="tool-call"
      aria-labelledby={heading}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and holds nothing to focus
      tabIndex={0}
      className="flex scroll-mt-3 flex-col gap-3 rounded-lg border border-waiting/50 bg-card p-4 lg:max-h-[50dvh] lg:overflow-y-auto"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id={heading} className="min-w-0 flex-1 basis-40 font-semibold wrap-anywhere">
          {form?.heading || `The agent asks: ${call.name}`}
        </h2>
        <span className="inline-flex items-center gap-1 text-xs font-medium text-waiting">
          <Hand className="size-3.5" aria-hidden />
          {asked ? <WaitingSince asked={asked} /> : "waiting"}
        </span>
      </div>
      <ToolCallBody call={call} form={form} />
      <p className="border-t border-line pt-3 text-xs text-pretty text-muted">{note}</p>
    </section>
  );
}
