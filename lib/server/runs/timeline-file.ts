import "server-only";
import type { Transition } from "@/lib/contract/api";
import { type TimelineExport, timelineExportSchema } from "@/lib/contract/exports";
import { exportName } from "@/lib/run/file-name";
import { timelineExport, timelineTable } from "@/lib/run/timeline-export";
import { timelineMarkdown } from "@/lib/run/timeline-markdown";
import { csvText } from "@/lib/server/csv";
import { knownRun } from "@/lib/server/runs/known-run";
import { runFacts } from "@/lib/server/runs/run-facts";
import { transitionsOf } from "@/lib/server/runs/told-transitions";
import type { Runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import type { RunKey } from "@/lib/server/store/transitions";

const PAGE = 500;
/** The newest so many: weeks of a run that changes every minute. */
const MOST = 20_000;

/** All that is stored of a timeline, oldest first, and how many older ones were left out. */
async function wholeTimeline(
  running: Runtime,
  key: RunKey,
): Promise<{ transitions: Transition[]; leftOut: number }> {
  const pages: Transition[][] = [];
  let before: number | undefined;
  for (let read = 0; read < MOST; read += PAGE) {
    const page = await transitionsOf(running, key, { before, limit: PAGE });
    pages.unshift(page.transitions);
    before = page.transitions[0]?.seq;
    if (!page.hasEarlier || before === undefined) break;
  }
  return { transitions: pages.flat(), leftOut: Math.max(0, (before ?? 1) - 1) };
}

const FORMATS = {
  json: {
    type: "application/json",
    text: (timeline: TimelineExport) => JSON.stringify(timeline, null, 2),
  },
  csv: {
    type: "text/csv; charset=utf-8",
    text: (timeline: TimelineExport) => {
      const { columns, cells } = timelineTable(timeline);
      return csvText(columns, cells);
    },
  },
  md: { type: "text/markdown; charset=utf-8", text: timelineMarkdown },
};

/**
 * The recorded timeline of a run as a file, with the run's facts.
 * @throws AppError `not_found`, or of the upstream when nothing is known yet
 */
export async function exportTimeline(
  running: Runtime,
  caller: Caller,
  taskId: string,
  runId: string,
  format: keyof typeof FORMATS,
) {
  const known = await knownRun(running, caller, taskId, runId);
  const { transitions, leftOut } = await wholeTimeline(running, known.key);
  const run = runFacts(known, caller, running.clock.now());
  const timeline = timelineExportSchema.parse(timelineExport(run, transitions, leftOut));
  const { type, text } = FORMATS[format];
  return { name: exportName(run, "timeline", format), type, text: text(timeline) };
}
