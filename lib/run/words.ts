/** How steps, spans of time and tasks without a name are put into words. */
import type { RunState } from "../contract/api.ts";
import { STATE_LABEL } from "./state.ts";

/**
 * The words of a step: the agent's own text, which is shown and never interpreted.
 * Only identifiers (`processing_page`) are opened up, and an open question named as one.
 */
export function stepWords(step: string | null, state: RunState): string {
  const words = step?.trim();
  if (!words) return STATE_LABEL[state];
  if (words === "tool_call") return "Asked a question";
  return /^[a-z0-9]+(_[a-z0-9]+)+$/.test(words) ? words.replaceAll("_", " ") : words;
}

/** The words of a step beside its state: empty where they would only repeat that, as "scheduled" does. */
export function stepBesideState(step: string | null, state: RunState): string {
  const words = stepWords(step, state);
  return words.toLowerCase() === STATE_LABEL[state].toLowerCase() ? "" : words;
}

/** What is said of the moment a run began: one that is still in the queue was only accepted. */
export const begunWords = (state: RunState): string =>
  state === "scheduled" ? "Accepted" : "Started";

/** A duration for people: `0s`, `42s`, `2m 14s`, `3h 05m`, `2d 4h`. */
export function durationWords(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)}d ${hours % 24}h`;
  if (hours > 0) return `${hours}h ${String(minutes % 60).padStart(2, "0")}m`;
  if (minutes > 0) return `${minutes}m ${String(seconds % 60).padStart(2, "0")}s`;
  return `${seconds}s`;
}

/** The age of something in one unit: `just now`, `42 s`, `4 min`, `3 h`, `2 d`. */
export function ageWords(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** What the age of something unseen is at most, rounded up: `1 s`, `42 s`, `4 min`, `3 h`, `2 d`. */
export function ageBoundWords(ageMs: number): string {
  const seconds = Math.max(1, Math.ceil(ageMs / 1000));
  if (seconds <= 60) return `${seconds} s`;
  if (seconds <= 3600) return `${Math.ceil(seconds / 60)} min`;
  if (seconds <= 48 * 3600) return `${Math.ceil(seconds / 3600)} h`;
  return `${Math.ceil(seconds / 86_400)} d`;
}

/** The name of a task, or what is known of one that has none or is not read yet (upstream.md point 5). */
export const taskName = (task: { id: string; name: string }): string =>
  task.name.trim() || `Task ${shortId(task.id)}`;

/** Enough of an id to tell neighbours apart. */
export const shortId = (id: string): string => (id.length > 12 ? id.slice(0, 8) : id);
