import "server-only";
import type { Observation } from "@/lib/server/recorder/observation";
import { CLOCK_SLACK_MS } from "@/lib/server/upstream/client";

/** An unchanged sample is taken for the same run's at most this long without asking again. */
export const REATTRIBUTE_MS = 5_000;

/** No bound is known at all: wide enough to hold the truth. */
const UNKNOWN_PRECISION_MS = 30 * 24 * 3_600_000;

/** What is known of a run at the moment a sample of it comes in; wall times in epoch ms. */
export type Known = {
  /** The newest sample of this process; null before there is one. */
  last: Observation | null;
  /** The newest that was stored, also by an earlier life of this process. */
  storedAtMs: number | null;
  createdAtMs: number | null;
  /** When the run did not exist yet; null when nobody looked. */
  absentAtMs: number | null;
};

/** The earliest moment the run can have begun, as far as anybody knows. */
function bornMs({ absentAtMs, createdAtMs }: Known): number | null {
  if (absentAtMs === null || createdAtMs === null) return absentAtMs ?? createdAtMs;
  return Math.max(absentAtMs, createdAtMs);
}

/** A task that was being watched may have gone over to this run without showing it for a while. */
const unnoticedMs = ({ absentAtMs }: Known, silenceMs: number): number =>
  absentAtMs === null ? silenceMs : silenceMs + REATTRIBUTE_MS;

/** When the stretch before a sample began in which nobody watched; null when there is none. */
export function gapFromMs(
  known: Known,
  { atMs, receivedMonoMs }: Observation,
  silenceMs: number,
): number | null {
  const { last, storedAtMs } = known;
  if (last) return receivedMonoMs - last.receivedMonoMs > silenceMs ? last.atMs : null;
  // Stored by an earlier life of this process: a restart is a gap, however short.
  if (storedAtMs !== null) return storedAtMs;
  const born = bornMs(known);
  return born !== null && atMs - born > unnoticedMs(known, silenceMs) ? born : null;
}

/** How far back the true moment of what a sample shows may lie. */
export function precisionMs(known: Known, { atMs, receivedMonoMs }: Observation): number {
  const { last, storedAtMs, absentAtMs, createdAtMs } = known;
  if (last) return Math.ceil(receivedMonoMs - last.sentMonoMs);
  const bounds = [storedAtMs, absentAtMs, createdAtMs && createdAtMs - CLOCK_SLACK_MS];
  const since = Math.max(...bounds.map((bound) => bound ?? Number.NEGATIVE_INFINITY));
  return Number.isFinite(since) ? Math.max(0, atMs - since) : UNKNOWN_PRECISION_MS;
}

/** Whether a run of which nothing was recorded is older than this look at it: it went unwatched. */
export function isOlderThanLook(known: Known, atMs: number, silenceMs: number): boolean {
  const born = bornMs(known);
  return born === null || atMs - born > unnoticedMs(known, silenceMs);
}
