/** What goes wrong while runs are recorded: killed dashboards, outages, bad answers. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../../support/http-client.ts";
import type { BenchServers } from "../support/servers.ts";

export type Restart = {
  /** Epoch ms at which the dashboard was killed. */
  killedAt: number;
  /** Epoch ms at which it was gone: until then it may still have called. */
  goneAt: number;
  /** Epoch ms at which the new one said that it is ready. */
  readyAt: number;
  /** Epoch ms at which each owner had asked for something again. */
  askedAt: number;
};

type Fault = { endpoint: string; kind: string; times: number; code?: number };

/** Shares of the time in which runs start, so that a short run of the benchmark has them all. */
const OUTAGES = [
  { at: 0.12, ms: 2_000 },
  { at: 0.4, ms: 6_000 },
  { at: 0.66, ms: 1_000 },
  { at: 0.95, ms: 8_000 },
  { at: 1.1, ms: 4_000 },
] as const;
const RESTARTS = [0.25, 0.8] as const;
const FAULTS_AT = 0.53;
const faults = (calls: number): Fault[] => [
  { endpoint: "status", kind: "status", code: 500, times: calls },
  { endpoint: "status", kind: "hang", times: Math.ceil(calls / 4) },
  { endpoint: "runs", kind: "status", code: 500, times: Math.ceil(calls / 2) },
  { endpoint: "result", kind: "status", code: 500, times: Math.ceil(calls / 8) },
];

const control = (origin: string, method: string, path: string, body: unknown) =>
  fetch(`${origin}/_sandbox${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).then((answer) => {
    if (!answer.ok) throw new Error(`sandbox ${path}: ${answer.status}`);
  });

/** Asks for something of every owner's until the dashboard answers, so that it has their keys. */
async function askAll(clients: readonly Client[]): Promise<number> {
  await Promise.all(
    clients.map(async (client) => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const answer = await client.get("/api/session").catch(() => null);
        if (answer?.status === 200) return;
        await sleep(250);
      }
      throw new Error("a session did not outlive the restart");
    }),
  );
  return Date.now();
}

/**
 * Disturbs the servers, counted from now.
 * @param windowMs how long runs go on being started
 * @param runs how many there are in all: more runs meet more bad answers
 */
export async function disturb(
  servers: BenchServers,
  clients: readonly Client[],
  windowMs: number,
  runs: number,
): Promise<Restart[]> {
  const restarts: Restart[] = [];
  const origin = servers.control;
  const at = async (share: number, act: () => Promise<unknown>) => {
    await sleep(share * windowMs);
    await act();
  };
  await Promise.all([
    ...OUTAGES.map(({ at: share, ms }) =>
      at(share, () => control(origin, "POST", "/outage", { ms })),
    ),
    ...RESTARTS.map((share) =>
      at(share, async () => {
        const restart = await servers.restart();
        restarts.push({ ...restart, askedAt: await askAll(clients) });
      }),
    ),
    at(FAULTS_AT, () => control(origin, "PUT", "/faults", { faults: faults(Math.ceil(runs / 5)) })),
  ]);
  return restarts.sort((a, b) => a.killedAt - b.killedAt);
}
