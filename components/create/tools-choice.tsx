import type { Ref } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import type { Draft } from "@/lib/client/create-draft";
import { type Focusable, OwnTools } from "./own-tools";

const TOOLS = [
  { value: "none", label: "None", meaning: "It works on its own." },
  {
    value: "form_input",
    label: "It may ask you",
    meaning: "It shows you a form and waits for your answer.",
  },
  { value: "own", label: "Your own", meaning: "Function definitions, as JSON." },
] as const;

/** What the agent may call: nothing, the ready form, or what somebody defines. */
export function ToolsChoice({
  ref,
  draft,
  onChange,
  problem,
}: {
  /** The JSON of one's own. */
  ref: Ref<Focusable>;
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problem: string | null;
}) {
  return (
    <div className="flex flex-col gap-2">
      <ChoiceGroup
        legend="Tools"
        choices={TOOLS}
        columns={3}
        value={draft.tools}
        onChange={(tools) => onChange({ tools })}
      />
      {draft.tools === "own" && (
        <OwnTools
          ref={ref}
          value={draft.ownTools}
          onChange={(ownTools) => onChange({ ownTools })}
          isMissing={problem !== null}
        />
      )}
    </div>
  );
}
