/** A task as it is being written, and what becomes of it when it is sent. Pure. */
import type { CreateTask, TaskTemplate } from "../contract/actions.ts";
import { isKnownAgent, type KnownAgent } from "./create-agents.ts";
import { FORM_INPUT_TOOL } from "./create-form-tool.ts";
import { faultPlace, readTools } from "./tools-json.ts";

export const MAX_TASK = 20_000;
export const MAX_AGENT = 100;

export type Draft = {
  task: string;
  agent: KnownAgent | "other";
  otherAgent: string;
  tools: "none" | "form_input" | "own";
  ownTools: string;
};
export type DraftField = "task" | "agent" | "tools";

export const EMPTY_DRAFT: Draft = {
  task: "",
  agent: "BROWSER_AGENT",
  otherAgent: "",
  tools: "none",
  ownTools: "",
};

const READY_TOOLS = JSON.stringify([FORM_INPUT_TOOL]);
/** The ready form as a text to begin with. */
export const READY_TOOLS_TEXT = JSON.stringify([FORM_INPUT_TOOL], null, 2);

/** What a task was created with, to be written on. */
export function draftOf({ task, agent, tools }: TaskTemplate): Draft {
  const isKnown = isKnownAgent(agent);
  const isReady = JSON.stringify(tools) === READY_TOOLS;
  return {
    task,
    agent: isKnown ? agent : "other",
    otherAgent: isKnown ? "" : agent,
    tools: tools === null ? "none" : isReady ? "form_input" : "own",
    ownTools: tools === null || isReady ? "" : JSON.stringify(tools, null, 2),
  };
}

const FIELDS = Object.keys(EMPTY_DRAFT) as (keyof Draft)[];

/** Whether two drafts say the same. */
export const isSameDraft = (a: Draft, b: Draft): boolean =>
  FIELDS.every((field) => a[field] === b[field]);

export type Missing = { field: DraftField; message: string };

function missingIn(draft: Draft): Missing | null {
  const task = draft.task.trim();
  if (task === "") return { field: "task", message: "Say what the agent is to do." };
  if (task.length > MAX_TASK) {
    const over = (task.length - MAX_TASK).toLocaleString("en");
    return { field: "task", message: `This is ${over} characters too long.` };
  }
  if (draft.agent === "other" && draft.otherAgent.trim() === "") {
    return { field: "agent", message: "Give the name of the agent." };
  }
  const { fault } = draft.tools === "own" ? readTools(draft.ownTools) : { fault: null };
  return fault && { field: "tools", message: `${faultPlace(fault)}: ${fault.message}` };
}

/** What is sent for a draft, or what is missing before it can be. */
export function bodyOf(
  draft: Draft,
): { body: CreateTask; missing: null } | { body: null; missing: Missing } {
  const missing = missingIn(draft);
  if (missing) return { body: null, missing };
  const tools = {
    none: undefined,
    form_input: [FORM_INPUT_TOOL],
    own: readTools(draft.ownTools).tools ?? undefined,
  }[draft.tools];
  const agent = draft.agent === "other" ? draft.otherAgent.trim() : draft.agent;
  return { body: { task: draft.task.trim(), agent, ...(tools ? { tools } : {}) }, missing: null };
}
