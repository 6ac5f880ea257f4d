/** What a file that is given out is called. Pure. */
import type { RunFacts } from "../contract/exports.ts";
import { shortId } from "./words.ts";

const MOST_CHARS = 40;

/** A name in letters that every system takes; empty where a text has none of them. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, MOST_CHARS)
    .replace(/^-+|-+$/g, "")
    .toLowerCase();

/**
 * Task, run and the day the run began: `heat-pumps-8f374523-2026-03-02-timeline.csv`.
 * @param part what is in it: `result`, `timeline`
 */
export function exportName(run: RunFacts, part: string, extension: string): string {
  const task = plain(run.task.name) || `task-${shortId(run.task.id)}`;
  const day = (run.startedAt ?? run.exportedAt).slice(0, 10);
  return `${task}-${shortId(run.runId)}-${day}-${part}.${extension}`;
}
