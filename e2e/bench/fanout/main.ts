/** `npm run bench:fanout`: what viewers cost the upstream, and how fresh what they see is. */
import { figure } from "../../support/figures.ts";
import { buildForBench } from "../support/build.ts";
import { seededRandom, seedOfThisRun } from "../support/random.ts";
import { quantile, spread, table } from "../support/report.ts";
import { startBenchServers } from "../support/servers.ts";
import { measureFreshness } from "./freshness.ts";
import { type Cost, costOf } from "./upstream-calls.ts";

const AUDIENCES = (process.env.AUDIENCES ?? "1,10,100,500").split(",").map(Number);
const MEASURE_MS = Number(process.env.SECONDS ?? 30) * 1_000;
const CHANGES = Number(process.env.CHANGES ?? 60);

const MOST_CALLS_A_SECOND = 1.3;
/** Of 36 calls in half a minute, two more or less are where the counting begins and ends. */
const SAME_WITHIN = 0.06;
const MEDIAN_MS = 800;
const P95_MS = 1_500;

const rate = ({ calls, seconds }: Cost): number => calls / seconds;

/** Of a quiet and of a changing run. */
const rates = (costs: readonly Cost[], viewers: number): string =>
  costs
    .filter((cost) => cost.activity !== "ended" && cost.viewers === viewers)
    .map((cost) => rate(cost).toFixed(2))
    .join(" and ");

function problemsOf(costs: readonly Cost[]): string[] {
  return costs.flatMap((cost) => {
    const name = `${cost.activity} run, ${cost.viewers} viewers`;
    if (cost.activity === "ended") {
      return cost.statusCalls > 0 ? [`${name}: ${cost.statusCalls} status calls`] : [];
    }
    const alone = costs.find(
      ({ activity, viewers }) => activity === cost.activity && viewers === 1,
    );
    const isSame = !alone || Math.abs(rate(cost) / rate(alone) - 1) <= SAME_WITHIN;
    return [
      ...(cost.errors > 0 ? [`${name}: ${cost.errors} errors`] : []),
      ...(isSame ? [] : [`${name}: ${rate(cost).toFixed(2)} calls/s are not those of one viewer`]),
      ...(rate(cost) > MOST_CALLS_A_SECOND ? [`${name}: ${rate(cost).toFixed(2)} calls/s`] : []),
    ];
  });
}

const line = (cost: Cost) => [
  cost.activity,
  cost.viewers,
  rate(cost).toFixed(2),
  cost.statusCalls,
  (cost.latencies.length / cost.seconds).toFixed(0),
  cost.errors,
  quantile(cost.latencies, 0.5).toFixed(1),
  quantile(cost.latencies, 0.95).toFixed(1),
];

const HEADS = [
  "run",
  "viewers",
  "calls/s",
  "status calls",
  "answers/s",
  "errors",
  "p50 ms",
  "p95 ms",
];

const random = seededRandom(seedOfThisRun());
buildForBench();
const servers = await startBenchServers("bench-fanout");
try {
  const seen = await measureFreshness(servers, random, CHANGES);
  const totals = seen.map(({ totalMs }) => totalMs);
  console.log(`\nFrom a change on the server to the page, ${seen.length} changes`);
  console.log(`  ${spread(totals)}`);
  console.log(`  until the next sample: ${spread(seen.map(({ sampleMs }) => sampleMs))}`);
  console.log(`  from there to the page: ${spread(seen.map(({ clientMs }) => clientMs))}`);
  const costs: Cost[] = [];
  for (const activity of ["quiet", "changing"] as const) {
    for (const viewers of AUDIENCES) {
      costs.push(await costOf(servers, activity, viewers, random, MEASURE_MS));
    }
  }
  costs.push(await costOf(servers, "ended", 100, random, MEASURE_MS));
  console.log(`\nUpstream calls for one run\n${table([HEADS, ...costs.map(line)])}\n`);
  const problems = problemsOf(costs);
  if (quantile(totals, 0.5) > MEDIAN_MS) problems.push(`the median is over ${MEDIAN_MS} ms`);
  if (quantile(totals, 0.95) > P95_MS) problems.push(`the 95th percentile is over ${P95_MS} ms`);
  for (const problem of problems) console.log(`missed: ${problem}`);
  if (problems.length === 0) {
    console.log("All targets met.");
    const most = Math.max(...AUDIENCES);
    figure(
      "load",
      `${most} viewers for ${MEASURE_MS / 1_000} s: 0 errors, ${rates(costs, most)} calls a second; ` +
        `with one viewer ${rates(costs, 1)}`,
    );
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await servers.stop();
}
