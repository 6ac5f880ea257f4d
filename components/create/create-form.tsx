"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { bodyOf, type Draft, type DraftField, type Missing } from "@/lib/client/create-draft";
import { useCreateFlow } from "@/lib/client/create-flow";
import type { Slot } from "@/lib/client/create-storage";
import { useDraft } from "@/lib/client/create-use-draft";
import { AgentChoice } from "./agent-choice";
import { CreateButtons } from "./create-buttons";
import { CreatePreview } from "./create-preview";
import { CreateStatus } from "./create-status";
import type { Focusable } from "./own-tools";
import { TaskText } from "./task-text";
import { ToolsChoice } from "./tools-choice";

/**
 * Writes a task and creates it.
 * @param initial what it is filled with at first
 * @param here the page's own address, to come back to after signing in
 * @param isReady false until the page can keep what is written
 */
export function CreateForm({
  slot,
  initial,
  here,
  isReady,
}: {
  slot: Slot;
  initial: Draft;
  here: string;
  isReady: boolean;
}) {
  const router = useRouter();
  const { draft, change, reset, isPristine } = useDraft(slot, initial);
  const { flow, send, forget } = useCreateFlow(slot, (taskId) =>
    router.replace(`/tasks/${taskId}/runs/latest`),
  );
  const [missing, setMissing] = useState<Missing | null>(null);
  const taskField = useRef<HTMLTextAreaElement>(null);
  const agentField = useRef<HTMLInputElement>(null);
  const toolsField = useRef<Focusable>(null);
  const fieldOf = { task: taskField, agent: agentField, tools: toolsField };
  const isBusy = flow.phase !== "writing";
  const isLost = flow.outcome === "lost";
  const { body } = bodyOf(draft);

  const create = (anew: boolean) => {
    const { body, missing } = bodyOf(draft);
    setMissing(missing);
    if (body) void send(body, anew);
    else fieldOf[missing.field].current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What may have started is only sent again by whoever was asked.
    if (!isLost) create(false);
  };
  const write = (part: Partial<Draft>) => {
    setMissing(null);
    change(part);
  };
  const problemOf = (field: DraftField) => (missing?.field === field ? missing.message : null);

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-5" noValidate>
      <fieldset disabled={isBusy || !isReady} className="flex min-w-0 flex-col gap-5">
        <legend className="sr-only">The task</legend>
        <TaskText
          ref={taskField}
          value={draft.task}
          onChange={(task) => write({ task })}
          problem={problemOf("task")}
        />
        <AgentChoice ref={agentField} draft={draft} onChange={write} problem={problemOf("agent")} />
        <ToolsChoice ref={toolsField} draft={draft} onChange={write} problem={problemOf("tools")} />
      </fieldset>
      <CreatePreview body={body} />
      <CreateButtons
        busy={isBusy}
        isReady={isReady}
        isLost={isLost}
        isPristine={isPristine && !isLost}
        onAgain={() => create(true)}
        onDiscard={() => {
          setMissing(null);
          reset();
          forget();
        }}
      />
      <CreateStatus flow={flow} here={here} />
    </form>
  );
}
