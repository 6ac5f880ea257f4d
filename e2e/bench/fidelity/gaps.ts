/**
 * Where the timeline must have gaps, may have them, and must not: from the definition (nothing seen
 * for more than three intervals of the pace in force, and every restart) and the sandbox's log.
 */
import { type Matched, SLACK_MS } from "./match.ts";
import type { Lateness } from "./lateness.ts";
import type { Restart } from "./disturbances.ts";
import { isResultOf, lifeAt, newestAt, type Sample, type TaskCalls } from "./samples.ts";
import { isEnd, type RunTruth, stepAt } from "./truth.ts";
import { pacesAt, UNSEEN_MS, type Verdict, verdictOf } from "./silence.ts";
import type { Look } from "./viewers.ts";

/** A task that is watched may have gone over to a new run this long before it is noticed. */
const UNNOTICED_MS = 5_000;
/** Unchanged samples are stored this seldom: a gap over a restart begins at the last stored one. */
const STORED_WITHIN_MS = 6_500;
/** No row tells when the last sample before a gap was read, where the gap begins. */
const READ_WITHIN_MS = 300;
/** An answer is on its way for at most this long. */
const MOST_LATE_MS = 2_000;

/** `doubt`: a sample that a kill may have kept from being stored; `push`: a newer run. */
type Cause = "start" | "restart" | "silence" | "doubt" | "push";
type Stretch = {
  verdict: Verdict;
  cause: Cause;
  /** The gap's own time lies in here. */
  fromMs: [number, number];
  /** What ends it: a sample or the reading of a result, epoch ms of its call and its answer. */
  askedAt: number;
  at: number;
  why: string;
};

export type GapCheck = {
  must: number;
  /** Where the definition leaves both open, within its tolerance, by what there was. */
  may: Partial<Record<Cause, { there: number; drawn: number }>>;
  missing: Stretch[];
  extra: { row: Matched; why: string }[];
};

/** Until when a sample has been read: its task is not asked after again before. */
function readBy(sample: Sample, { calls }: TaskCalls, late: Lateness): number {
  // What goes with a doubtful one may never have been asked.
  const told = Number.isFinite(sample.sureAt) ? sample.sureAt : sample.at;
  const next = calls.find(({ endpoint, at }) => endpoint === "status" && at > told);
  return Math.min(next?.at ?? Infinity, told + Math.max(late(told), READ_WITHIN_MS));
}

/** Before a sample that may not have counted there may be a gap. */
function beforeDoubtful(truth: RunTruth, task: TaskCalls): Stretch[] {
  const own = task.samples.filter(({ runId }) => runId === truth.runId);
  return task.doubtful
    .filter(({ runId }) => runId === truth.runId)
    .map(({ askedAt, at }) => {
      const before = own.findLast((sample) => sample.at < at);
      const fromMs: [number, number] = [(before?.at ?? truth.appearedMs) - STORED_WITHIN_MS, at];
      const why = "before a sample that may not count";
      return { verdict: "may", cause: "doubt", fromMs, askedAt, at, why };
    });
}

/** The stretches between a run's samples, and before its first one. */
function betweenSamples(
  truth: RunTruth,
  task: TaskCalls,
  looks: readonly Look[],
  late: Lateness,
): Stretch[] {
  const own = task.samples.filter(({ runId }) => runId === truth.runId);
  const doubted = task.doubtful.filter(({ runId }) => runId === truth.runId);
  return own.map((sample, index): Stretch => {
    const { at, askedAt } = sample;
    const before: Sample | undefined = own[index - 1];
    const between = doubted.filter((other) => other.at < at && other.at > (before?.at ?? 0));
    const isDoubted = between.length > 0;
    const ends = { askedAt, at };
    const seenAt = before ? Math.max(before.sureAt, before.at) : truth.appearedMs;
    // Whoever answers a question need not look at its run.
    const firstTry = task.calls.find(
      ({ at: ms, endpoint }) => ms > seenAt && (endpoint === "runs" || endpoint === "status"),
    );
    if (!before) {
      const wasWatched = task.calls.some(
        (call) => call.endpoint === "runs" && (call.answeredAt ?? Infinity) < truth.appearedMs,
      );
      const verdict = verdictOf(
        at - truth.appearedMs,
        pacesAt(looks, firstTry?.at ?? askedAt, task.samples[0] === sample),
        (wasWatched ? UNNOTICED_MS : 0) + late(at) - SLACK_MS,
      );
      const latest = Math.max(truth.appearedMs, ...between.map((other) => other.at));
      const fromMs: [number, number] = [truth.appearedMs - SLACK_MS, latest + SLACK_MS];
      return {
        ...ends,
        verdict: isDoubted ? "may" : verdict,
        cause: isDoubted ? "doubt" : "start",
        fromMs,
        why: "before the first sample",
      };
    }
    if (before.life !== sample.life) {
      const latest = Math.max(...[before, ...between].map((one) => readBy(one, task, late)));
      const fromMs: [number, number] = [before.at - STORED_WITHIN_MS, latest];
      return { ...ends, verdict: "must", cause: "restart", fromMs, why: "restart" };
    }
    const paces = pacesAt(looks, firstTry?.at ?? askedAt);
    const verdict = verdictOf(at - before.at, paces, late(at) - SLACK_MS);
    const fromMs: [number, number] = [before.at - SLACK_MS, readBy(before, task, late)];
    return {
      ...ends,
      verdict,
      cause: "silence",
      fromMs,
      why: `${at - before.at} ms between two samples`,
    };
  });
}

/** After a newer run pushed it aside, only a run's result tells of it. */
function afterPush(
  truth: RunTruth,
  runs: readonly RunTruth[],
  task: TaskCalls,
  looks: readonly Look[],
  restarts: readonly Restart[],
  late: Lateness,
): Stretch | null {
  const last = task.samples.findLast(({ runId }) => runId === truth.runId);
  const shown = last && stepAt(truth, last.at);
  if (!last || (shown && isEnd(shown))) return null;
  const read = task.calls.filter(
    (call) => isResultOf(call, truth.runId) && newestAt(runs, call.answeredAt ?? 0) !== truth,
  );
  const [first] = read;
  const told = read.find((call) => (call.answeredAt ?? 0) >= truth.endedMs);
  if (!first || !told) return null;
  const wentOn = (first.answeredAt ?? 0) < truth.endedMs;
  const silent = verdictOf((first.answeredAt ?? 0) - last.at, {
    low: pacesAt(looks, first.at).low,
    high: UNSEEN_MS,
  });
  const wasKilled = lifeAt(restarts, first.at) !== last.life;
  // What a kill may have kept from being stored may have been stored all the same.
  const doubted = task.doubtful.filter(({ runId, at }) => runId === truth.runId && at > last.at);
  const latest = Math.max(...[last, ...doubted].map((one) => readBy(one, task, late)));
  return {
    verdict: wentOn || wasKilled ? "must" : silent,
    cause: wasKilled ? "restart" : "push",
    fromMs: [last.at - STORED_WITHIN_MS, latest],
    askedAt: told.at,
    at: told.answeredAt ?? told.at,
    why: wentOn ? "pushed aside while it went on" : "ended, then pushed aside",
  };
}

/** Compares the gaps that were drawn with those there have to be. */
export function checkGaps(
  truth: RunTruth,
  runs: readonly RunTruth[],
  task: TaskCalls,
  looks: readonly Look[],
  restarts: readonly Restart[],
  matched: readonly Matched[],
  late: Lateness,
): GapCheck {
  const stretches = [...betweenSamples(truth, task, looks, late), ...beforeDoubtful(truth, task)];
  const pushed = afterPush(truth, runs, task, looks, restarts, late);
  if (pushed) stretches.push(pushed);
  const drawn = matched.flatMap((gap, index) => {
    const next = matched[index + 1];
    return gap.row.kind === "gap" ? [{ gap, nextAtMs: next?.atMs ?? Number.NaN }] : [];
  });
  const fits = (stretch: Stretch, { gap, nextAtMs }: (typeof drawn)[number]) =>
    gap.atMs >= stretch.fromMs[0] &&
    gap.atMs <= stretch.fromMs[1] &&
    nextAtMs >= stretch.askedAt - SLACK_MS &&
    nextAtMs <= stretch.at + MOST_LATE_MS;
  const missing = stretches.filter(
    (stretch) => stretch.verdict === "must" && !drawn.some((one) => fits(stretch, one)),
  );
  const extra = drawn
    .filter((one) => !stretches.some((it) => it.verdict !== "must not" && fits(it, one)))
    .map(({ gap }) => {
      const near = stretches.find((it) => gap.atMs >= it.fromMs[0] && gap.atMs <= it.fromMs[1]);
      return { row: gap, why: near ? `${near.verdict}: ${near.why}` : "no silence there" };
    });
  const may: GapCheck["may"] = {};
  for (const stretch of stretches.filter(({ verdict }) => verdict === "may")) {
    const count = (may[stretch.cause] ??= { there: 0, drawn: 0 });
    count.there += 1;
    if (drawn.some((one) => fits(stretch, one))) count.drawn += 1;
  }
  const must = stretches.filter(({ verdict }) => verdict === "must").length;
  return { must, may, missing, extra };
}
