/** Five hundred who look at one run that changes: how long each waits for an answer. */
import type { Budgeted } from "../support/budget.ts";
import { ownProcessorMs, processorMs } from "../support/processor.ts";
import { seededRandom, seedOfThisRun } from "../support/random.ts";
import { quantile, spread } from "../support/report.ts";
import { startBenchServers } from "../support/servers.ts";
import { costOf } from "./upstream-calls.ts";

const VIEWERS = 500;
const MEASURE_MS = Number(process.env.SECONDS ?? 60) * 1_000;
const MOST_P95_MS = 150;

const percent = (ms: number, ofMs: number): string => `${((100 * ms) / ofMs).toFixed(0)} %`;

/**
 * Lets them ask once a second each, from random moments on: a third with the run's page open, a
 * third with a link, a third as programs. They and the sandbox are this process, on the same
 * processors as the server.
 */
export async function benchCrowd(): Promise<Budgeted[]> {
  const random = seededRandom(seedOfThisRun());
  const servers = await startBenchServers("bench-crowd");
  try {
    const { pid } = servers.dashboard();
    const [beganMs, serverMs, ownMs] = [performance.now(), processorMs(pid), ownProcessorMs()];
    const cost = await costOf(servers, "changing", VIEWERS, random, MEASURE_MS);
    const tookMs = performance.now() - beganMs;
    const answers = cost.latencies.length;
    console.log(`${answers} answers in ${cost.seconds.toFixed(0)} s: ${spread(cost.latencies)}`);
    console.log(
      `Of one processor, the server took ${percent(processorMs(pid) - serverMs, tookMs)}, ` +
        `who asks (and the sandbox) ${percent(ownProcessorMs() - ownMs, tookMs)}; ` +
        `${(cost.calls / cost.seconds).toFixed(2)} calls a second to the sandbox`,
    );
    const p95Ms = quantile(cost.latencies, 0.95);
    const who = `${VIEWERS} viewers of one run for ${cost.seconds.toFixed(0)} s`;
    return [
      {
        what: `${who}, p95`,
        figure: `${p95Ms.toFixed(1)} ms`,
        budget: `< ${MOST_P95_MS} ms`,
        isKept: p95Ms < MOST_P95_MS,
      },
      {
        what: `${who}, errors`,
        figure: `${cost.errors} of ${answers + cost.errors}`,
        budget: "0",
        isKept: cost.errors === 0 && answers > 0,
      },
    ];
  } finally {
    await servers.stop();
  }
}
