/** A recorded timeline as Markdown. Pure. */
import type { RunFacts, TimelineEntry, TimelineExport } from "../contract/exports.ts";
import { markdownCode } from "./markdown-text.ts";
import { isEnded, STATE_LABEL } from "./state.ts";
import { durationWords, taskName } from "./words.ts";

const momentWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
const spanWords = (ms: number): string =>
  ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : durationWords(ms);

function endWords({ endedAt, state }: RunFacts): string {
  if (endedAt) return `${momentWords(endedAt)} UTC`;
  return isEnded(state) ? "not recorded" : "not yet";
}

function recordedWords({ recording, entries }: TimelineExport): string {
  if (entries.length === 0) return "nothing: the run was not watched while it went on";
  const exact =
    recording.precisionMs === null
      ? []
      : [`each entry happened within the ${spanWords(recording.precisionMs)} before its time`];
  const gaps =
    recording.gaps === 0
      ? "no gaps"
      : `not watched ${recording.gaps === 1 ? "once" : `${recording.gaps} times`}, ${durationWords(recording.gapsMs)} in all`;
  const cut =
    recording.leftOut === 0 ? [] : [`the oldest ${recording.leftOut} entries are not in here`];
  return ["by looking again and again", ...exact, gaps, ...cut].join("; ");
}

/** What the agent called it is code, what Runboard calls it is not. */
const whatWords = ({ kind, words, question }: TimelineEntry): string => {
  const isOurs = kind === "gap" || kind === "browser" || kind === "action";
  const what = isOurs && /^[\p{L} ]+$/u.test(words) ? words : markdownCode(words);
  if (!question) return what;
  const waited =
    question.waitedMs === null ? "still waiting" : `waited ${durationWords(question.waitedMs)}`;
  const named = [question.heading, question.tool].flatMap((name) => name ?? []).map(markdownCode);
  return [what, ...named, waited].join(" · ");
};

const row = (cells: string[]): string => `| ${cells.join(" | ")} |`;

const entryRow = (entry: TimelineEntry): string =>
  row([
    String(entry.seq),
    momentWords(entry.at),
    entry.kind === "gap" ? "" : spanWords(entry.precisionMs),
    entry.durationMs === null || entry.kind === "end" ? "" : durationWords(entry.durationMs),
    entry.kind === "gap" ? "" : STATE_LABEL[entry.state],
    whatWords(entry),
  ]);

/** The run's facts as a list, and its entries as a table; times are UTC. */
export function timelineMarkdown(timeline: TimelineExport): string {
  const { run, entries } = timeline;
  const facts: [string, string][] = [
    ["Task", `${markdownCode(taskName(run.task))} (${markdownCode(run.task.id)})`],
    ["Run", markdownCode(run.runId)],
    ["Server", markdownCode(run.server)],
    ["State", STATE_LABEL[run.state]],
    ["Started", run.startedAt ? `${momentWords(run.startedAt)} UTC` : "not recorded"],
    ["Ended", endWords(run)],
    ["Lasted", run.durationMs === null ? "not recorded" : durationWords(run.durationMs)],
    ["Recorded", recordedWords(timeline)],
    ["Exported", `${momentWords(run.exportedAt)} UTC`],
  ];
  const lines = [
    "# Timeline of a run",
    "",
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    "",
  ];
  if (entries.length > 0) {
    lines.push(
      row(["#", "Time (UTC)", "Within", "Lasted", "State", "What"]),
      row(["--:", "---", "--:", "--:", "---", "---"]),
      ...entries.map(entryRow),
      "",
    );
  }
  return lines.join("\n");
}
