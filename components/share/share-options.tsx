import { TriangleAlert } from "lucide-react";
import { CheckOption } from "@/components/ui/check-option";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { LABEL_MAX, type ShareChoices } from "@/lib/client/share-choices";

type Props = { choices: ShareChoices; onChange: (choices: ShareChoices) => void };

/** What a viewer sees beside what every link shows. */
export function ShareParts({ choices, onChange }: Props) {
  const { include } = choices;
  const set = (change: Partial<typeof include>) =>
    onChange({ ...choices, include: { ...include, ...change } });
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-2 font-semibold">What to include</legend>
      <CheckOption
        label="Task name"
        checked={include.taskName}
        onChange={(taskName) => set({ taskName })}
      >
        As the heading; without it they see “Shared run”.
      </CheckOption>
      <CheckOption label="Result" checked={include.result} onChange={(result) => set({ result })}>
        What the agent hands over at the end. The table only if this is the task's only run.
      </CheckOption>
      <CheckOption
        label="Tool calls"
        checked={include.toolCalls}
        onChange={(toolCalls) => set({ toolCalls })}
      >
        What the agent asks, with its parameters. Not what is answered.
      </CheckOption>
      <CheckOption label="Live view" checked={include.live} onChange={(live) => set({ live })}>
        The agent's browser, as it works.
      </CheckOption>
      <div role="status" className="empty:hidden">
        {include.live && (
          <Notice
            icon={<TriangleAlert aria-hidden />}
            title="Anyone with this link can watch, and with some providers control, the agent's browser."
          />
        )}
      </div>
      <p className="text-xs text-pretty text-muted">
        Always shown: the state, the times and the steps in the agent's words. Never shown: ids,
        your key, the server's errors and what is answered to the agent.
      </p>
    </fieldset>
  );
}

/** What a link is called, for whoever opens it. */
export function ShareLabel({ choices, onChange }: Props) {
  return (
    <TextField
      label={
        <>
          Label <span className="ml-1 text-xs font-normal text-muted">optional</span>
        </>
      }
      value={choices.label}
      onChange={(label) => onChange({ ...choices, label })}
      maxLength={LABEL_MAX}
    >
      Shown to whoever opens the link.
    </TextField>
  );
}

/** What can be seen without the link's secret: by chat services, and in a README. */
export function ShareOutside({ choices, onChange }: Props) {
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-2 font-semibold">For chats and READMEs</legend>
      <CheckOption
        label="Preview card"
        checked={choices.card}
        onChange={(card) => onChange({ ...choices, card })}
      >
        A pasted link shows the state, how long it took and, if ticked above, the task name. Chat
        services see it.
      </CheckOption>
      <CheckOption
        label="Badge"
        checked={choices.badge}
        onChange={(badge) => onChange({ ...choices, badge })}
      >
        Anyone who knows the badge's address sees the state and how long it took.
      </CheckOption>
    </fieldset>
  );
}
