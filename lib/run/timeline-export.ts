/** A recorded timeline as something to keep: entries, a table, Markdown. Pure. */
import type { Transition } from "../contract/api.ts";
import type { RunFacts, TimelineEntry, TimelineExport } from "../contract/exports.ts";
import type { FlatCell } from "./table.ts";
import { timelineItems } from "./timeline.ts";

const MOST_CHARS = 500;

function headingOf(parameters: NonNullable<Transition["toolCall"]>["parameters"]): string | null {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    return null;
  }
  const heading = Object.hasOwn(parameters, "heading") ? parameters.heading : null;
  return typeof heading === "string" && heading.trim() ? heading.slice(0, MOST_CHARS) : null;
}

const isWaiting = ({ kind, state }: Transition) => kind !== "question" && state === "waiting";

/** From a question to the first entry that no longer waits for it; null while there is none. */
function waitedMs(transitions: readonly Transition[], asked: number): number | null {
  let next = asked + 1;
  for (let later = transitions[next]; later && isWaiting(later); later = transitions[next])
    next += 1;
  const [from, to] = [transitions[asked], transitions[next]];
  return from && to ? Math.max(0, Date.parse(to.at) - Date.parse(from.at)) : null;
}

/**
 * The entries of a timeline, one for each transition. Of a question, what it was called and how
 * long it waited.
 * @param transitions in the order of their `seq`
 */
export function timelineEntries(transitions: readonly Transition[]): TimelineEntry[] {
  return transitions.map((transition, index) => {
    const { seq, kind, at, until, precisionMs, state, live, toolCall } = transition;
    const [item] = timelineItems([transition]);
    return {
      seq,
      kind,
      at,
      until,
      durationMs: item?.durationMs ?? null,
      precisionMs,
      state,
      words: item?.words ?? "",
      live,
      question:
        kind === "question" && toolCall
          ? {
              tool: toolCall.name,
              heading: headingOf(toolCall.parameters),
              waitedMs: waitedMs(transitions, index),
            }
          : null,
    };
  });
}

/**
 * A timeline with what there is to know of how it was recorded.
 * @param leftOut how many older transitions there are
 */
export function timelineExport(
  run: RunFacts,
  transitions: readonly Transition[],
  leftOut: number,
): TimelineExport {
  const entries = timelineEntries(transitions);
  const gaps = entries.filter(({ kind }) => kind === "gap");
  const seen = entries.filter(({ kind }) => kind !== "gap");
  return {
    run,
    recording: {
      precisionMs: seen.length === 0 ? null : Math.max(...seen.map((entry) => entry.precisionMs)),
      gaps: gaps.length,
      gapsMs: gaps.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
      leftOut,
    },
    entries,
  };
}

const ENTRY_COLUMNS = [
  "seq",
  "at",
  "until",
  "duration_ms",
  "precision_ms",
  "kind",
  "state",
  "words",
  "browser_open",
  "question_tool",
  "question_heading",
  "question_waited_ms",
];

const entryCells = (entry: TimelineEntry): FlatCell[] => [
  entry.seq,
  entry.at,
  entry.until,
  entry.durationMs,
  entry.precisionMs,
  entry.kind,
  entry.state,
  entry.words,
  entry.live,
  entry.question?.tool ?? null,
  entry.question?.heading ?? null,
  entry.question?.waitedMs ?? null,
];

/**
 * One row for each entry, the run's facts in all of them, so that several files can be put
 * together. A timeline without entries is one row of facts alone.
 */
export function timelineTable({ run, recording, entries }: TimelineExport): {
  columns: string[];
  cells: FlatCell[][];
} {
  const facts: [string, FlatCell][] = [
    ["task", run.task.name],
    ["task_id", run.task.id],
    ["run_id", run.runId],
    ["server", run.server],
    ["run_state", run.state],
    ["run_started_at", run.startedAt],
    ["run_ended_at", run.endedAt],
    ["run_duration_ms", run.durationMs],
    ["worst_precision_ms", recording.precisionMs],
    ["gaps", recording.gaps],
    ["gaps_ms", recording.gapsMs],
    ["older_entries_left_out", recording.leftOut],
    ["exported_at", run.exportedAt],
  ];
  const rows = entries.length > 0 ? entries.map(entryCells) : [ENTRY_COLUMNS.map(() => null)];
  return {
    columns: [...ENTRY_COLUMNS, ...facts.map(([name]) => name)],
    cells: rows.map((row) => [...row, ...facts.map(([, value]) => value)]),
  };
}
