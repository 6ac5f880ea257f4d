import { Hand } from "lucide-react";
import { readFormInput } from "@/lib/client/form-input";
import type { Asked } from "@/lib/client/run-banner";
import type { ToolCall } from "@/lib/contract/api";
import { ToolCallBody } from "./tool-call-body";
import { WaitingSince } from "./waiting-since";

/** Where links to the open question lead. */
export const QUESTION_ID = "question";

/** The open question, read only. */
export function ToolCallCard({ call, asked }: { call: ToolCall; asked: Asked | null }) {
  const form = readFormInput(call.parameters);
  return (
    <section
      id={QUESTION_ID}
      data-testid="tool-call"
      aria-labelledby="question-heading"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and holds nothing to focus
      tabIndex={0}
      className="flex scroll-mt-3 flex-col gap-3 rounded-lg border border-waiting/50 bg-card p-4 lg:max-h-[50dvh] lg:overflow-y-auto"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="question-heading" className="min-w-0 flex-1 font-semibold wrap-anywhere">
          {form?.heading || `The agent asks: ${call.name}`}
        </h2>
        <span className="inline-flex items-center gap-1 text-xs font-medium text-waiting">
          <Hand className="size-3.5" aria-hidden />
          {asked ? <WaitingSince asked={asked} /> : "waiting"}
        </span>
      </div>
      <ToolCallBody call={call} form={form} />
      <p className="border-t border-line pt-3 text-xs text-pretty text-muted">
        Runboard shows this question and does not answer it. It is answered through the Browserable
        API, by the program that created the task.
      </p>
    </section>
  );
}
