import "server-only";
import { createHash } from "node:crypto";
import type { Json, RunView, ToolCall, Transition } from "@/lib/contract/api";
import type { ShareInclude, SharedRunView } from "@/lib/contract/shares";
import { isEnded } from "@/lib/run/state";
import { env } from "@/lib/server/env";
import { textCleaner } from "@/lib/server/shares/text-cleaner";
import { withoutPasswords } from "@/lib/server/shares/without-passwords";

/** What a view is made for: a share, or the preview of one. */
export type Sharing = {
  /** What ids within the view depend on, so that those of two shares do not match. */
  id: string;
  label: string | null;
  /** ISO 8601. */
  expiresAt: string;
  include: ShareInclude;
  /** Whether the task has had this one run only, so that its table is this run's. */
  isOnlyRun: boolean;
  /** What is taken out of the agent's texts, beside the ids in the view itself. */
  ids: readonly string[];
};

/**
 * All that somebody with a link may see of a run. Left out in any case: the ids of task, runs and
 * tool calls, also where the agent's texts repeat them, that there are other runs, and what the
 * server said of errors; addresses of live views, unless the live view is included.
 */
export function sharedView(view: RunView, sharing: Sharing): SharedRunView {
  const { include, label, expiresAt } = sharing;
  const ids = [
    ...sharing.ids,
    view.task.id,
    view.runId,
    view.newerRunId,
    view.toolCall?.id,
    ...view.transitions.map(({ toolCall }) => toolCall?.id),
  ].filter((id) => typeof id === "string");
  const clean = textCleaner(ids, include.live ? null : env());
  const call = (given: ToolCall): ToolCall => ({
    id: localId(sharing.id, given.id),
    ...strangersCall(given, clean),
  });
  const { state, startedAt, endedAt, hasEarlier, live, toolCall } = view;
  return {
    label,
    expiresAt,
    state,
    step: clean(view.step),
    freshness: freshness(view),
    startedAt,
    endedAt,
    transitions: view.transitions.map((given) => transition(given, include, clean, call)),
    hasEarlier,
    ...(include.taskName && { task: { name: clean(view.task.name) } }),
    ...(include.live && { live }),
    ...(include.toolCalls && { toolCall: toolCall && call(toolCall) }),
    ...(include.result && { result: result(view, sharing.isOnlyRun, clean) }),
  };
}

type Clean = <T extends Json>(value: T) => T;

/** What somebody who is not the owner may see of a tool call. */
export const strangersCall = (
  { name, parameters }: Pick<ToolCall, "name" | "parameters">,
  clean: Clean,
): Omit<ToolCall, "id"> => ({
  name: clean(name),
  parameters: clean(withoutPasswords(parameters)),
});

function transition(
  { toolCall, action, ...given }: Transition,
  include: ShareInclude,
  clean: Clean,
  call: (given: ToolCall) => ToolCall,
): Transition {
  return {
    ...given,
    step: clean(given.step),
    ...(include.toolCalls && toolCall && { toolCall: call(toolCall) }),
    // "You" is the owner, whoever reads this.
    ...(action && { action: { ...action, who: WHO[action.who] ?? "the owner" } }),
  };
}

/** Who acted, as a stranger is told. */
const WHO: Record<string, string> = { link: "somebody with a link" };

/** Nothing in it tells of a newer run, or of the key. */
function freshness({ state, freshness: given }: RunView): SharedRunView["freshness"] {
  if (isEnded(state)) return { ...given, nextSampleAt: null };
  const isLost = given.reason === "superseded" || given.reason === "key_rejected";
  return isLost ? { ...given, nextSampleAt: null, reason: "not_followed" } : given;
}

/** How a stopped run says that somebody stopped it (upstream.md point 14): told by its state. */
const STOPPED_MARK = "Manual abort";

function result(view: RunView, isOnlyRun: boolean, clean: Clean): SharedRunView["result"] {
  if (!view.result) return null;
  const { output, readAt, dataTable } = view.result;
  const isMark = view.state === "stopped" && output === STOPPED_MARK;
  return {
    output: isMark ? null : clean(output),
    readAt,
    ...((isOnlyRun || dataTable.length === 0) && { dataTable: clean(dataTable) }),
  };
}

const localId = (shareId: string, callId: string): string =>
  createHash("sha256").update(`${shareId} ${callId}`).digest("base64url").slice(0, 12);
