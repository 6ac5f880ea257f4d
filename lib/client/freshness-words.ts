/** How fresh what is on screen is, in words (ui.md, Freshness). Pure: the clock is given. */
import type { Freshness, StaleReason } from "../contract/api.ts";
import { ageWords } from "../run/words.ts";
import { type ApiError, isSignedOut } from "./api-error.ts";

export type FreshnessTone = "live" | "reconnecting" | "old" | "final";

const OVERDUE_MS = 20_000;
const OLD_MS = 60_000;

type Given = {
  freshness: Freshness | null;
  /** What the last read of this browser failed with, if it did. */
  error: ApiError | null;
  /** When this browser tries again, in epoch ms. */
  nextTryAtMs: number | null;
  /** Whether the run has ended, so that nothing is left to check. */
  ended: boolean;
  /** False while the browser has no network. */
  online: boolean;
  nowMs: number;
};

const lag = (nowMs: number, iso: string | null) => (iso === null ? null : nowMs - Date.parse(iso));

/** Whether what is shown may no longer be so. */
export function isTroubled({
  freshness,
  error,
  ended,
  nowMs,
}: Omit<Given, "nextTryAtMs" | "online">): boolean {
  if (error || !freshness) return error !== null;
  if (freshness.stale && freshness.reason !== "not_read_yet") return true;
  if (ended) return false;
  const overdueMs = lag(nowMs, freshness.nextSampleAt ?? freshness.observedAt);
  return overdueMs !== null && overdueMs > OVERDUE_MS;
}

const again = (atMs: number | null, nowMs: number) => {
  const seconds = atMs === null ? null : Math.ceil((atMs - nowMs) / 1_000);
  return seconds === null || seconds < 1
    ? "Reconnecting…"
    : `Reconnecting, next try in ${seconds} s`;
};

const oldWords = (ageMs: number) => `${ageWords(ageMs).replace("just now", "1 s")} old`;

/** "Live · checked 2 s ago", "Reconnecting, next try in 8 s", "Last known state, 3 min old". */
export function freshnessWords(given: Given): { tone: FreshnessTone; text: string } {
  const { freshness, error, ended, online, nowMs } = given;
  const ageMs = lag(nowMs, freshness?.observedAt ?? null);
  if (!online && error && !ended) {
    const old = ageMs === null ? "" : `, last known state ${oldWords(ageMs)}`;
    return { tone: "old", text: `Offline${old}` };
  }
  if (isTroubled(given)) {
    const old = ageMs !== null && ageMs >= OLD_MS;
    // Nobody tries again: the session ended, or the server says that no sample is due.
    const unread =
      freshness?.reason === "superseded" || (!error && freshness?.nextSampleAt === null);
    const settled = isSignedOut(error) || unread;
    if (old || (settled && ageMs !== null)) {
      return {
        tone: "old",
        text: `Last known state, ${oldWords(ageMs)}`,
      };
    }
    if (settled) return { tone: "old", text: "Last known state" };
    const serverTry = freshness?.nextSampleAt ? Date.parse(freshness.nextSampleAt) : null;
    return { tone: "reconnecting", text: again(error ? given.nextTryAtMs : serverTry, nowMs) };
  }
  if (ended) return { tone: "final", text: "Final state" };
  if (ageMs === null) return { tone: "reconnecting", text: "Not read yet" };
  const age = ageWords(ageMs);
  const slow = freshness?.reason === "many_runs" ? " · slower, many runs are watched" : "";
  const checked = `checked ${age === "just now" ? age : `${age} ago`}${slow}`;
  // A page that nobody looked at for a while is made before it is read anew.
  if (ageMs >= OLD_MS && !slow) return { tone: "reconnecting", text: `Last ${checked}` };
  return { tone: "live", text: `Live · ${checked}` };
}

/** Why the newest state is not known: what happened, what is safe, what happens next. */
export const STALE_WORDS: Record<StaleReason, string> = {
  not_read_yet: "The run has not been read yet.",
  upstream_unreachable:
    "The Browserable server cannot be reached. The run goes on there; Runboard keeps trying.",
  upstream_error:
    "The Browserable server answers with errors. What was recorded is safe; Runboard keeps trying.",
  upstream_busy:
    "Runboard is holding calls to the Browserable server back and tries again shortly.",
  upstream_timeout: "The Browserable server takes too long to answer. Runboard keeps trying.",
  rate_limited: "The Browserable server asked for fewer calls. Runboard waits and tries again.",
  key_rejected: "The Browserable server no longer accepts this key. Sign in again to go on.",
  superseded: "A newer run of this task started, so this one can no longer be followed.",
  not_followed: "Runboard can no longer follow this run. What was recorded of it is shown.",
  many_runs:
    "So many runs are watched that each is checked less often. Nothing is lost; times are less exact.",
  store_unavailable:
    "Runboard's own store cannot be reached, so nothing new is recorded. It keeps trying.",
  internal: "Something went wrong in Runboard. What was recorded is safe; it keeps trying.",
};
