import "server-only";
import type { RunState } from "@/lib/contract/api";
import type { RunFacts } from "@/lib/contract/exports";
import { isoOf, isoOrNull } from "@/lib/server/runs/freshness";
import type { KnownRun } from "@/lib/server/runs/known-run";
import type { Caller } from "@/lib/server/session/caller";

/** From start to end as recorded, in ms; null when either is not known. */
const durationMs = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from);

/** What is said of a run in every file about it. */
export const runFacts = (
  { task, run }: KnownRun,
  { upstream }: Caller,
  exportedAtMs: number,
): RunFacts => ({
  task: { id: task.id, name: task.name },
  runId: run.id,
  server: upstream.name,
  state: run.state as RunState,
  startedAt: isoOrNull(run.created_at),
  endedAt: isoOrNull(run.ended_at),
  durationMs: durationMs(run.created_at, run.ended_at),
  exportedAt: isoOf(exportedAtMs),
});
