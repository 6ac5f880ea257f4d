import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { ShareInclude, ShareRow } from "@/lib/contract/shares";
import { isoOf, isoOrNull } from "@/lib/server/runs/freshness";
import { isOver } from "@/lib/server/shares/open-share";
import type { ShareRecord } from "@/lib/server/store/shares";

/** What a share includes. */
export const includeOf = (share: ShareRecord): ShareInclude => ({
  taskName: share.include_task_name === 1,
  result: share.include_result === 1,
  toolCalls: share.include_tool_calls === 1,
  live: share.include_live === 1,
});

const COLUMNS = {
  taskName: "include_task_name",
  result: "include_result",
  toolCalls: "include_tool_calls",
  live: "include_live",
  badge: "badge",
  card: "card",
} as const;
type Flag = keyof typeof COLUMNS;
type Columns = Record<(typeof COLUMNS)[Flag], 0 | 1>;

/** The columns of what a link includes, as far as that is named. */
export function flagColumns(flags: Record<Flag, boolean>): Columns;
export function flagColumns(flags: Partial<Record<Flag, boolean | undefined>>): Partial<Columns>;
export function flagColumns(flags: Partial<Record<Flag, boolean | undefined>>): Partial<Columns> {
  const named = (Object.keys(COLUMNS) as Flag[]).filter((flag) => flags[flag] !== undefined);
  return Object.fromEntries(named.map((flag) => [COLUMNS[flag], flags[flag] ? 1 : 0]));
}

function statusOf(share: ShareRecord, nowMs: number): ShareRow["status"] {
  // Whatever ended it afterwards, that is what became of it, as far as anybody knows.
  if (share.used_at !== null) return share.ended_why === "used" ? "used" : "unconfirmed";
  if (isOver(share, nowMs)) return share.ended_why ?? "expired";
  if (share.paused_at === null) return "live";
  return share.paused_why === "key_rejected" ? "key_rejected" : "paused";
}

function endOf(share: ShareRecord, nowMs: number): number | null {
  if (share.used_at !== null) return share.used_at;
  return isOver(share, nowMs) ? (share.ended_at ?? share.expires_at) : null;
}

type Joined = ShareRecord & { task_name: string | null; run_state: string | null };

/** A share as its owner sees it; never its secret, which nobody has. */
export const shareRow = (share: Joined, nowMs: number): ShareRow => ({
  id: share.id,
  label: share.label,
  task: { id: share.task_id, name: share.task_name ?? "" },
  runId: share.run_id,
  runState: (share.run_state ?? "unknown") as RunState,
  status: statusOf(share, nowMs),
  answers: share.tool_call_id !== null,
  include: includeOf(share),
  badge: share.badge === 1,
  card: share.card === 1,
  createdAt: isoOf(share.created_at),
  expiresAt: isoOf(share.expires_at),
  endedAt: isoOrNull(endOf(share, nowMs)),
  lastOpenedAt: isoOrNull(share.last_opened_at),
  views: Number(share.views),
  holdsKey: share.sealed_key !== null,
});
