/** Which one banner a run page shows (ui.md, Run page 4). Pure: the clock is given. */
import type { RunView } from "../contract/api.ts";
import { isEnded } from "../run/state.ts";
import type { ApiError } from "./api-error.ts";
import { isTroubled, STALE_WORDS } from "./freshness-words.ts";

type Banner =
  | { kind: "waiting"; asked: Asked | null }
  | { kind: "failed"; reason: string | null; read: boolean }
  | { kind: "quiet"; forMs: number }
  | { kind: "lost"; why: string }
  | { kind: "newer"; runId: string };

/** A read or two may fail before anybody needs to know. */
const LOST_AFTER_MS = 10_000;

/** Beyond this, the time since a question was first seen is no more than a lower bound. */
const VAGUE_MS = 5_000;

/** Whether a moment known so precisely may have been much earlier. */
export const isVague = (precisionMs: number): boolean => precisionMs > VAGUE_MS;

/** When the open question was first seen, in epoch ms, and whether it may be much older. */
export type Asked = { atMs: number; isVague: boolean };

/** What a banner is about. A shared view tells of no newer run, of no error, maybe of no question. */
type Told = Pick<RunView, "state" | "freshness" | "transitions"> & {
  toolCall?: RunView["toolCall"] | undefined;
  result?: Partial<NonNullable<RunView["result"]>> | null | undefined;
  newerRunId?: string | null;
};

const atOf = (iso: string | null | undefined) => (iso ? Date.parse(iso) : null);

/**
 * Since when the open question is known. One that is still the same after a gap is recorded again,
 * but was asked only once.
 */
export function askedOf({ toolCall, transitions }: Told): Asked | null {
  const questions = transitions.filter(({ kind }) => kind === "question");
  const newest = questions.at(-1);
  const id = toolCall?.id ?? newest?.toolCall?.id;
  const first = (id && questions.find((asked) => asked.toolCall?.id === id)) || newest;
  return first ? { atMs: Date.parse(first.at), isVague: isVague(first.precisionMs) } : null;
}

/**
 * How long the current step had not changed when the run was last read, in ms; null unless it runs.
 * Time in which nobody could read it says nothing about the run.
 */
export function quietForMs(view: Told): number | null {
  const changedMs = atOf(view.transitions.at(-1)?.at);
  const observedMs = atOf(view.freshness.observedAt);
  if (view.state !== "running" || changedMs === null || observedMs === null) return null;
  return Math.max(0, observedMs - changedMs);
}

/**
 * The most urgent thing to say, or null.
 * @param error what the last read of this browser failed with, if it did
 */
export function runBanner(
  view: Told,
  error: ApiError | null,
  quietAfterMs: number,
  nowMs: number,
): Banner | null {
  const { freshness, state } = view;
  if (state === "waiting") {
    return { kind: "waiting", asked: askedOf(view) };
  }
  if (state === "failed") {
    return { kind: "failed", reason: view.result?.error || null, read: !!view.result };
  }
  const quietMs = quietForMs(view);
  if (quietMs !== null && quietMs >= quietAfterMs) return { kind: "quiet", forMs: quietMs };

  const observedMs = atOf(freshness.observedAt);
  const troubled = isTroubled({ freshness, error, ended: isEnded(state), nowMs });
  const long = observedMs === null || nowMs - observedMs >= LOST_AFTER_MS;
  if (troubled && long && freshness.reason !== "superseded") {
    const why = error?.message ?? (freshness.reason && STALE_WORDS[freshness.reason]);
    return { kind: "lost", why: why || "Runboard has not been able to read the run for a while." };
  }
  return !view.newerRunId ? null : { kind: "newer", runId: view.newerRunId };
}
