/** `npm run bench:watch`: a thousand runs watched at once, first by nobody, then all on screen. */
import { setTimeout as sleep } from "node:timers/promises";
import { buildForBench } from "../support/build.ts";
import { quantile, table } from "../support/report.ts";
import { type BenchServers, startBenchServers } from "../support/servers.ts";
import { type Vitals, vitalsOf } from "./memory.ts";
import { glance, openPages, type Page } from "./pages.ts";
import { manyRuns } from "./runs.ts";

const RUNS = Number(process.env.RUNS ?? 1_000);
const SETTLE_MS = 30_000;
const MEASURE_MS = Number(process.env.SECONDS ?? 60) * 1_000;

const MOST_MORE_MB = 200;
/** `lib/server/upstream/lane.ts`, and what may be caught up on after a pause. */
const MOST_CALLS_A_SECOND = 103;
/** `lib/server/recorder/desk.ts`: of one key's runs that nobody looks at. */
const MOST_UNSEEN_A_SECOND = 31;
/** The run sampled most often over the one sampled least often. */
const FAIR = 1.5;
const MOST_P95_MS = 250;

type Phase = Vitals & { name: string; perSecond: number; least: number; most: number };

/** Counts calls, in all and by task, while the server is watched. */
async function measure(servers: BenchServers, name: string, taskIds: string[]): Promise<Phase> {
  const { origin, pid } = servers.dashboard();
  const from = servers.calls.length;
  const fromMs = performance.now();
  const vitals = await vitalsOf(origin, pid, MEASURE_MS);
  const seconds = (performance.now() - fromMs) / 1_000;
  const counts = new Map(taskIds.map((taskId) => [taskId, 0]));
  const made = servers.calls.slice(from);
  for (const { endpoint, taskId } of made) {
    if (endpoint === "status" && taskId) counts.set(taskId, (counts.get(taskId) ?? 0) + 1);
  }
  const all = [...counts.values()];
  const least = quantile(all, 0.01);
  const most = quantile(all, 0.99);
  return { ...vitals, name, perSecond: made.length / seconds, least, most };
}

const sayStretched = (pages: readonly Page[]): number =>
  pages.filter(({ freshness }) => freshness?.reason === "many_runs").length / pages.length;

const line = ({ name, perSecond, least, most, memoryMb, p95Ms }: Phase) => [
  name,
  perSecond.toFixed(1),
  least,
  most,
  memoryMb.toFixed(0),
  p95Ms.toFixed(1),
];

const HEADS = ["", "calls/s", "samples/run p1", "p99", "memory MB", "answer p95 ms"];

buildForBench();
const servers = await startBenchServers("bench-watch");
try {
  const { origin } = servers.dashboard();
  // One run, read as often as there will be runs: what requests alone leave in memory.
  const alone = await manyRuns(servers, 1);
  const same = Array.from({ length: RUNS }, () => alone.taskIds[0] ?? "");
  await glance(origin, alone.cookie, same);
  const none = await measure(servers, "one run", alone.taskIds);

  const { taskIds, cookie } = await manyRuns(servers, RUNS);
  await glance(origin, cookie, taskIds);
  await sleep(SETTLE_MS);
  const unseen = await measure(servers, `${RUNS} runs, nobody looks`, taskIds);

  const { pages, stop } = openPages(origin, cookie, taskIds, SETTLE_MS / 2);
  await sleep(SETTLE_MS);
  const looked = await measure(servers, `${RUNS} runs on screen`, taskIds);
  const stretched = sayStretched(pages);
  const errors = pages.reduce((sum, page) => sum + page.errors, 0);
  await stop();

  console.log(`\n${table([HEADS, ...[none, unseen, looked].map(line)])}\n`);
  console.log(`On screen, ${(stretched * 100).toFixed(0)} % say that many runs are watched.`);
  const more = Math.max(unseen.memoryMb, looked.memoryMb) - none.memoryMb;
  const checks: [string, boolean][] = [
    [`${more.toFixed(0)} MB more than with one run`, more <= MOST_MORE_MB],
    ["calls for runs nobody looks at", unseen.perSecond <= MOST_UNSEEN_A_SECOND],
    ["calls for runs on screen", looked.perSecond <= MOST_CALLS_A_SECOND],
    [
      "every run in its turn, nobody looks",
      unseen.most <= Math.max(unseen.least * FAIR, unseen.least + 1),
    ],
    [
      "every run in its turn, on screen",
      looked.most <= Math.max(looked.least * FAIR, looked.least + 1),
    ],
    ["pages that say so", stretched > 0.9],
    ["answers in time", looked.p95Ms <= MOST_P95_MS],
    [`${errors} refused answers`, errors === 0],
  ];
  for (const [what, isMet] of checks) console.log(`${isMet ? "met" : "MISSED"}: ${what}`);
  process.exitCode = checks.every(([, isMet]) => isMet) ? 0 : 1;
} finally {
  await servers.stop();
}
