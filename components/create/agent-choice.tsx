import { TriangleAlert } from "lucide-react";
import type { Ref } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/text-field";
import { AGENTS } from "@/lib/client/create-agents";
import { type Draft, MAX_AGENT } from "@/lib/client/create-draft";

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
      <ChoiceGroup
        legend="Agent"
        choices={AGENTS}
        columns={2}
        value={draft.agent}
        onChange={(agent) => onChange({ agent })}
      />
      {draft.agent === "other" && (
        <TextField
          ref={ref}
          label="Name of the agent"
          value={draft.otherAgent}
          onChange={(otherAgent) => onChange({ otherAgent })}
          maxLength={MAX_AGENT}
          problem={problem}
          isCode
          placeholder="SOME_AGENT"
        >
          <TriangleAlert className="mr-1.5 inline-block size-3.5 align-[-0.2em]" aria-hidden />
          Runboard cannot tell whether the server has this agent. A name the server does not know
          ends in a failed run that gives no reason.
        </TextField>
      )}
    </div>
  );
}
