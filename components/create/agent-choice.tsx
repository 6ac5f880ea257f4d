import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import { type Ref, useId } from "react";
import { AGENTS } from "@/lib/client/create-agents";
import { type Draft, MAX_AGENT } from "@/lib/client/create-draft";
import { OptionList } from "./option-list";

/** Which agent the task is for: one that is documented, or any other by its name. */
export function AgentChoice({
  ref,
  draft,
  onChange,
  problem,
}: {
  /** The name of another one. */
  ref: Ref<HTMLInputElement>;
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: string | null;
}) {
  return (
    <div className="flex flex-col gap-2">
      <OptionList
        legend="Agent"
        options={AGENTS}
        columns={2}
        value={draft.agent}
        onChange={(agent) => onChange({ agent })}
      />
      {draft.agent === "other" && (
        <OtherAgent
          ref={ref}
          value={draft.otherAgent}
          onChange={(otherAgent) => onChange({ otherAgent })}
          problem={problem}
        />
      )}
    </div>
  );
}

function OtherAgent({
  ref,
  value,
  onChange,
  problem,
}: {
  ref: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
  problem: string | null;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        Name of the agent
      </label>
      <input
        ref={ref}
        id={id}
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={MAX_AGENT}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="SOME_AGENT"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-meaning ${id}-problem`}
        className={clsx(
          "h-8 w-full rounded-lg border bg-card px-2.5 disabled:opacity-70 font-mono text-base placeholder:text-muted sm:text-sm",
          problem === null ? "border-line-strong" : "border-failed",
        )}
      />
      <p id={`${id}-problem`} className="text-xs font-medium text-failed empty:hidden">
        {problem}
      </p>
      <p id={`${id}-meaning`} className="flex items-start gap-1.5 text-xs text-pretty text-muted">
        <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
        Runboard cannot tell whether the server has it. A name it does not know ends in a failed run
        that gives no reason.
      </p>
    </div>
  );
}
