import "server-only";
import {
  type RunState,
  type RunViewQuery,
  type ToolCall,
  type Transition,
  toolCallSchema,
  transitionSchema,
} from "@/lib/contract/api";
import { isoOf, isoOrNull } from "@/lib/server/runs/freshness";
import type { Runtime } from "@/lib/server/runtime";
import type { RunKey, TransitionRow } from "@/lib/server/store/transitions";

/** A tool call as it was stored. */
export const toolCallOf = (text: string): ToolCall => toolCallSchema.parse(JSON.parse(text));

const actionOf = (text: string) => transitionSchema.shape.action.parse(JSON.parse(text));

/**
 * The part of the timeline that was asked for; the open transition always comes with it. One row
 * more than that is read, for where the last one ends.
 */
export async function transitionsOf(
  { store }: Runtime,
  key: RunKey,
  { after, before, limit }: RunViewQuery,
) {
  if (after !== undefined) {
    const later = await store.transitions.after(key, after, limit + 1);
    if (later.length > 0) return part(later.slice(0, limit), later[limit]);
  }
  if (after !== undefined) return part(await store.transitions.newest(key, 1));
  if (before === undefined) return part(await store.transitions.newest(key, limit));
  const earlier = await store.transitions.newest(key, limit + 1, before + 1);
  const next = earlier.at(-1)?.seq === before ? earlier.pop() : undefined;
  return part(earlier.slice(-limit), next);
}

const part = (rows: TransitionRow[], next?: TransitionRow) => ({
  transitions: rows.map((row, index) => transition(row, rows[index + 1] ?? next)),
  newest: next ? undefined : rows.at(-1),
  hasEarlier: (rows[0]?.seq ?? 1) > 1,
});

function transition(row: TransitionRow, next: TransitionRow | undefined): Transition {
  const ended = row.kind === "end" ? row.at : null;
  return {
    seq: row.seq,
    kind: row.kind as Transition["kind"],
    at: isoOf(row.at),
    until: isoOrNull(next?.at ?? ended),
    precisionMs: row.precision_ms,
    state: row.state as RunState,
    step: row.step,
    live: row.live === 1,
    ...(row.action === null ? {} : { action: actionOf(row.action) }),
    ...(row.tool_call === null ? {} : { toolCall: toolCallOf(row.tool_call) }),
  };
}
