import { clsx } from "clsx";
import { Hand } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";
import { readFormInput } from "@/lib/client/form-input";
import type { Asked } from "@/lib/client/run-banner";
import type { ToolCall } from "@/lib/contract/api";
import { QUESTION_ID } from "./question-id";
import { WaitingSince } from "./waiting-since";

/**
 * The open question, around what it asks or the form to answer it with.
 * @param id null where no link may lead to it
 * @param note what is to be known beneath it, such as who answers
 */
export function ToolCallCard({
  call,
  asked,
  id = QUESTION_ID,
  note,
  isReadOnly = false,
  children,
  ref,
}: {
  call: ToolCall;
  asked: Asked | null;
  id?: string | null;
  note?: ReactNode;
  isReadOnly?: boolean;
  children: ReactNode;
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
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is read only scrolls, and holds nothing to focus
      tabIndex={isReadOnly ? 0 : -1}
      className={clsx(
        "flex scroll-mt-3 flex-col gap-3 rounded-lg border border-waiting/50 bg-card p-4 outline-offset-2 lg:overflow-y-auto",
        isReadOnly ? "lg:max-h-[50dvh]" : "lg:max-h-[max(20rem,min(62dvh,calc(100dvh-25rem)))]",
      )}
    >
      <div className="flex shrink-0 flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id={heading} className="min-w-0 flex-1 basis-40 font-semibold wrap-anywhere">
          {form?.heading || `The agent asks: ${call.name}`}
        </h2>
        <span className="inline-flex items-baseline gap-1 text-xs font-medium text-waiting">
          <Hand className="size-3.5 self-center" aria-hidden />
          {asked ? <WaitingSince asked={asked} /> : "waiting"}
        </span>
      </div>
      {children}
      {note && (
        <div className="shrink-0 border-t border-line pt-3 text-xs text-pretty text-muted">
          {note}
        </div>
      )}
    </section>
  );
}
