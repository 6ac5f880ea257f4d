/** One run, held against the truth. */
import { isDeepStrictEqual } from "node:util";
import { type Coverage, coverageOf } from "./coverage.ts";
import type { Restart } from "./disturbances.ts";
import { checkGaps, type GapCheck } from "./gaps.ts";
import type { Lateness } from "./lateness.ts";
import { isCounted, type Matched, matchRows } from "./match.ts";
import { samplesOf, type TaskCalls } from "./samples.ts";
import type { Recorded } from "./timeline.ts";
import { isEnd, type RunTruth, stepAt } from "./truth.ts";
import type { PlayedTask } from "./world.ts";
import type { HeardCall } from "../support/servers.ts";

/** `atMs`: about when, epoch ms. */
export type Offence = {
  what: string;
  task: PlayedTask;
  truth: RunTruth;
  detail: string;
  atMs: number;
};

export type Judged = {
  /** How many true steps the run had. */
  steps: number;
  coverage: Coverage;
  gaps: GapCheck;
  rows: Matched[];
  calls: TaskCalls;
  offences: Offence[];
};

/** Within this long after its owner asked for anything, a run that goes on is sampled again. */
const RESUMED_WITHIN_MS = 20_000;

const time = (ms: number) => new Date(ms).toISOString().slice(11, 23);

/** Restarts after which a run whose end had not been seen was not asked about again. */
function unresumed(truth: RunTruth, { calls, samples }: TaskCalls, restarts: readonly Restart[]) {
  const isTold = ({ endedAt, answeredAt }: HeardCall, killedAt: number) =>
    endedAt < killedAt && (answeredAt ?? 0) >= truth.endedMs;
  return restarts.filter(({ killedAt, goneAt, askedAt }) => {
    const wasSeen = samples.some(
      (sample) => sample.runId === truth.runId && sample.sureAt < killedAt,
    );
    const own = calls.filter(({ runId, endpoint }) => {
      return runId === truth.runId && (endpoint === "status" || endpoint === "result");
    });
    const wasOver = own.some((call) => isTold(call, killedAt));
    // Viewers ask as soon as the new dashboard listens, which may be long before `askedAt`: then the
    // last owner has been answered.
    const wasAsked = own.some(({ at }) => at > goneAt && at <= askedAt + RESUMED_WITHIN_MS);
    return wasSeen && !wasOver && !wasAsked;
  });
}

/** Status calls for a run whose end had been told. */
function afterEnd(truth: RunTruth, { calls, samples }: TaskCalls): HeardCall[] {
  const end = samples.find((sample) => {
    const step = stepAt(truth, sample.at);
    return sample.runId === truth.runId && step !== undefined && isEnd(step);
  });
  if (!end) return [];
  return calls.filter(
    ({ endpoint, runId, at }) => endpoint === "status" && runId === truth.runId && at > end.sureAt,
  );
}

/** @param isAlone whether the task has no other run: its table is the newest one's (point 13) */
function finalProblem(truth: RunTruth, { view }: Recorded, isAlone: boolean): string | null {
  if (view.state !== truth.final) return `state ${view.state}, true ${truth.final}`;
  if (!view.result) return "no result";
  const { error = null, output = null, dataTable = [] } = truth.result;
  const { result } = view;
  const expected = [truth.final === "completed" ? null : error, output, isAlone ? dataTable : null];
  const told = [result.error, result.output, isAlone ? result.dataTable : null];
  if (isDeepStrictEqual(told, expected)) return null;
  return `result ${JSON.stringify(told)}, true ${JSON.stringify(expected)}`;
}

/** Compares what is recorded of one run with what happened. */
export function judge(
  truth: RunTruth,
  task: PlayedTask,
  recorded: Recorded,
  heard: readonly HeardCall[],
  restarts: readonly Restart[],
  late: Lateness,
): Judged {
  const calls = samplesOf(heard, task.taskId, task.runs, restarts);
  const rows = matchRows(recorded.rows, truth, calls);
  const sample = calls.samples.find(({ runId }) => runId === truth.runId);
  const first = sample && stepAt(truth, sample.at);
  // A run that was over before anybody looked has no timeline.
  const hasNone = rows.length === 0 && (!first || isEnd(first));
  const none = { required: 0, seen: 0, recorded: 0, alike: 0, missing: [] };
  const coverage = hasNone ? none : coverageOf(truth, calls, rows);
  const gaps = hasNone
    ? { must: 0, may: {}, missing: [], extra: [] }
    : checkGaps(truth, task.runs, calls, task.looks, restarts, rows, late);
  const offences: Offence[] = [];
  const add = (what: string, detail: string, atMs = truth.endedMs) =>
    offences.push({ what, task, truth, detail, atMs });
  for (const { step, sample } of coverage.missing) {
    add("not recorded", `${step.state} "${step.step}" seen at ${time(sample.at)}`, sample.at);
  }
  for (const { row, atMs, problem } of rows) {
    if (!problem) continue;
    add(
      problem,
      `seq ${row.seq} ${row.state} "${row.step}" ${time(atMs)} ±${row.precisionMs}`,
      atMs,
    );
  }
  if (!isCounted(recorded.rows)) add("seq", recorded.rows.map(({ seq }) => seq).join(" "));
  for (const { fromMs, at, why } of gaps.missing) {
    add("missing gap", `${time(fromMs[0])} to ${time(at)}: ${why}`, at);
  }
  for (const { row, why } of gaps.extra) {
    add("extra gap", `seq ${row.row.seq} ${time(row.atMs)}: ${why}`, row.atMs);
  }
  const problem = finalProblem(truth, recorded, task.runs.length === 1);
  if (problem) add("final state", problem);
  for (const { askedAt } of unresumed(truth, calls, restarts)) {
    add("not resumed", `owner asked at ${time(askedAt)}`, askedAt);
  }
  const more = afterEnd(truth, calls);
  if (more.length > 0) add("sampled after its end", `${more.length} calls`);
  return { steps: truth.steps.length, coverage, gaps, rows, calls, offences };
}
