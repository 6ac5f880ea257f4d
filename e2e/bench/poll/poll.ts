/** What a poll costs, as a ratio to the cheapest answer of the same server in the same moments. */
import { Pool } from "undici";
import type { Budgeted } from "../support/budget.ts";
import { ownProcessorMs, processorMs } from "../support/processor.ts";
import { quantile, table } from "../support/report.ts";
import { startBenchServers } from "../support/servers.ts";
import { HEALTH, pollsOfNewRun } from "./questions.ts";
import { askFor, CONNECTIONS, type Question } from "./round.ts";

const WARM_UP_MS = 1_000;
const ROUND_MS = 250;
const ROUNDS = 10;
const LEAST_RATIO = 0.7;

type Cost = { perSecond: number[]; ratios: number[]; serverMs: number[]; ownMs: number[] };

const median = (values: number[]): number => quantile(values, 0.5);

const line = (name: string, { perSecond, ratios, serverMs, ownMs }: Cost) => [
  name,
  median(perSecond).toFixed(0),
  median(ratios).toFixed(2),
  quantile(ratios, 0).toFixed(2),
  quantile(ratios, 1).toFixed(2),
  (median(serverMs) * 1_000).toFixed(0),
  (median(ownMs) * 1_000).toFixed(0),
];

const HEADS = ["", "answers/s", "× healthz", "least", "most", "server µs", "asking µs"];

/**
 * Asks for each of the polls in turn, before and after it for `GET /api/healthz`, on the same
 * connections. Who asks is this process; what that costs is told.
 */
export async function benchPoll(): Promise<Budgeted[]> {
  const servers = await startBenchServers("bench-poll");
  try {
    const polls = await pollsOfNewRun(servers);
    const { origin, pid } = servers.dashboard();
    const pool = new Pool(origin, { connections: CONNECTIONS });
    const costs = new Map<Question, Cost>();
    const round = async (question: Question): Promise<number> => {
      const [server, own] = [processorMs(pid), ownProcessorMs()];
      const { answers, seconds } = await askFor(pool, question, ROUND_MS);
      const cost = costs.get(question) ?? { perSecond: [], ratios: [], serverMs: [], ownMs: [] };
      costs.set(question, cost);
      cost.perSecond.push(answers / seconds);
      cost.serverMs.push((processorMs(pid) - server) / answers);
      cost.ownMs.push((ownProcessorMs() - own) / answers);
      return answers / seconds;
    };
    for (const question of [HEALTH, ...polls]) await askFor(pool, question, WARM_UP_MS);
    for (let index = 0; index < ROUNDS; index += 1) {
      let before = await round(HEALTH);
      for (const poll of polls) {
        const perSecond = await round(poll);
        const after = await round(HEALTH);
        costs.get(poll)?.ratios.push(perSecond / ((before + after) / 2));
        before = after;
      }
    }
    await pool.close();
    const health = costs.get(HEALTH);
    if (health) health.ratios = health.perSecond.map((rate) => rate / median(health.perSecond));
    const lines = [...costs].map(([{ name }, cost]) => line(name, cost));
    console.log(`${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_MS} ms each`);
    console.log(table([HEADS, ...lines]));
    return polls.map((poll) => {
      const ratio = median(costs.get(poll)?.ratios ?? []);
      return {
        what: `Poll of the ${poll.name}, requests per second`,
        figure: `${ratio.toFixed(2)} × healthz`,
        budget: `≥ ${LEAST_RATIO} ×`,
        isKept: ratio >= LEAST_RATIO,
      };
    });
  } finally {
    await servers.stop();
  }
}
