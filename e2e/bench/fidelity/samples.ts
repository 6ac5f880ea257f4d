/** Which of the dashboard's calls were samples of which run, from the sandbox's own log. */
import type { HeardCall } from "../support/servers.ts";
import type { Restart } from "./disturbances.ts";
import { isEnd, type RunTruth, stepAt } from "./truth.ts";

/**
 * What a killed dashboard had just been told, it may not have stored. A call is only known here to
 * be answered, not to be read and written down.
 */
const UNSTORED_MS = 300;

export type Sample = {
  runId: string;
  /** When the call came in and when its answer was made, epoch ms. */
  askedAt: number;
  at: number;
  /** When the calls that go with it were answered: whose it is, and what an end is told with. */
  sureAt: number;
  /** How often the dashboard had been killed before. */
  life: number;
};

export type TaskCalls = {
  /** In the order in which they came in. */
  calls: HeardCall[];
  /** Samples that count, oldest first. */
  samples: Sample[];
  /**
   * Samples that count neither way: a kill may have kept them from being stored, or another run
   * appeared while they were on their way.
   */
  doubtful: Sample[];
};

export const isOk = (call: HeardCall): boolean =>
  call.outcome === "200" && call.delivered && call.answeredAt !== null;

const asksNewest = (call: HeardCall): boolean =>
  call.endpoint === "runs" && /[?&]limit=1(&|$)/.test(call.url);

export const isResultOf = (call: HeardCall, runId: string): boolean =>
  call.endpoint === "result" && call.runId === runId && isOk(call);

/** The run a task shows at a moment: the one that appeared last. */
export const newestAt = (runs: readonly RunTruth[], ms: number): RunTruth | undefined =>
  runs
    .filter(({ appearedMs }) => appearedMs <= ms)
    .toSorted((a, b) => b.appearedMs - a.appearedMs)[0];

export const lifeAt = (restarts: readonly Restart[], ms: number): number =>
  restarts.filter(({ goneAt }) => goneAt <= ms).length;

/** An end counts once its result is read and, where that has a table, the task's runs are counted. */
function endSureAt(rest: readonly HeardCall[], { runId, result }: RunTruth): number {
  const told = rest.findIndex((later) => isResultOf(later, runId));
  if (told === -1) return Infinity;
  const hasTable = Array.isArray(result.dataTable) && result.dataTable.length > 0;
  const isLast = (later: HeardCall) => !hasTable || (asksNewest(later) && isOk(later));
  return rest.slice(hasTable ? told + 1 : told).find(isLast)?.endedAt ?? Infinity;
}

/** @param runs the truth of all of the task's runs */
export function samplesOf(
  heard: readonly HeardCall[],
  taskId: string,
  runs: readonly RunTruth[],
  restarts: readonly Restart[],
): TaskCalls {
  const calls = heard.filter((call) => call.taskId === taskId).sort((a, b) => a.at - b.at);
  const samples: Sample[] = [];
  const doubtful: Sample[] = [];
  for (const [index, call] of calls.entries()) {
    const at = call.answeredAt;
    if (call.endpoint !== "status" || !isOk(call) || at === null) continue;
    const run = newestAt(runs, at);
    // It speaks of the newest run; asked for another one, it is nobody's sample.
    if (!run || run.runId !== call.runId) continue;
    const rest = calls.slice(index + 1);
    const next = rest.find((later) => later.endpoint === "status" || asksNewest(later));
    let sureAt = call.endedAt;
    if (next && asksNewest(next)) {
      if (!isOk(next) || newestAt(runs, next.answeredAt ?? 0) !== run) continue;
      sureAt = next.endedAt;
    }
    const shown = stepAt(run, at);
    if (shown && isEnd(shown)) sureAt = endSureAt(rest, run);
    const life = lifeAt(restarts, call.at);
    const sample = { runId: run.runId, askedAt: call.at, at, sureAt, life };
    const kill = restarts[life]?.killedAt ?? Infinity;
    const isDoubtful = sureAt > kill - UNSTORED_MS || newestAt(runs, call.at) !== run;
    if (isDoubtful) doubtful.push(sample);
    else samples.push(sample);
  }
  return { calls, samples, doubtful };
}
