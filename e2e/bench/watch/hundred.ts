/** What it costs in memory to watch a hundred runs. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Budgeted } from "../support/budget.ts";
import { startBenchServers } from "../support/servers.ts";
import { vitalsOf } from "./memory.ts";
import { glance, openPages } from "./pages.ts";
import { manyRuns } from "./runs.ts";

const RUNS = 100;
const MEASURE_MS = 15_000;
const MOST_MORE_MB = 100;

/**
 * Compares the server's resident memory while a hundred pages are open on one run with that while
 * each is open on a run of its own: what is answered is as much, and only what is watched differs.
 * The first phase watches one run, not none, as nobody can poll a run that is not watched.
 */
export async function benchMemory(): Promise<Budgeted[]> {
  const servers = await startBenchServers("bench-memory");
  try {
    const { origin, pid } = servers.dashboard();
    const open = async (cookie: string, taskIds: string[]) => {
      await glance(origin, cookie, taskIds);
      const { pages, stop } = openPages(origin, cookie, taskIds, MEASURE_MS / 3);
      await sleep(MEASURE_MS);
      const vitals = await vitalsOf(origin, pid, MEASURE_MS);
      await stop();
      const errors = pages.reduce((sum, page) => sum + page.errors, 0);
      if (errors > 0) throw new Error(`${errors} answers were refused`);
      return vitals;
    };
    const alone = await manyRuns(servers, 1);
    const same = Array.from({ length: RUNS }, () => alone.taskIds[0] ?? "");
    const one = await open(alone.cookie, same);
    const { taskIds, cookie } = await manyRuns(servers, RUNS);
    const many = await open(cookie, taskIds);
    const moreMb = many.memoryMb - one.memoryMb;
    console.log(
      `${one.memoryMb.toFixed(0)} MB with one run on ${RUNS} pages, ` +
        `${many.memoryMb.toFixed(0)} MB with ${RUNS} runs on as many`,
    );
    return [
      {
        what: `Memory of ${RUNS} watched runs`,
        figure: `${moreMb.toFixed(0)} MB`,
        budget: `≤ ${MOST_MORE_MB} MB`,
        isKept: moreMb <= MOST_MORE_MB,
      },
    ];
  } finally {
    await servers.stop();
  }
}
