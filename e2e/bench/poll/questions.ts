/** What is asked: the polls of a run that goes on, and the cheapest answer there is. */
import { setTimeout as sleep } from "node:timers/promises";
import { step } from "../../sandbox/steps.ts";
import { Client, send } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { shareRun } from "../../support/shares.ts";
import type { BenchServers } from "../support/servers.ts";
import type { Question } from "./round.ts";

/** As Chromium sends them with each poll. */
const BROWSER_HEADERS = {
  accept: "application/json",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en-US,en;q=0.9",
  "sec-ch-ua": '"Chromium";v="141", "Not?A_Brand";v="8"',
  "sec-ch-ua-mobile": "?0",
  "sec-ch-ua-platform": '"Linux"',
  "sec-fetch-dest": "empty",
  "sec-fetch-mode": "cors",
  "sec-fetch-site": "same-origin",
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
};

type Held = { last: number; etag: string };

/** What a page holds that has read a run: up to where, and under which tag it asks for more. */
async function read({ origin, path, credentials }: Poller): Promise<Held> {
  const whole = await send(origin, path, { headers: credentials });
  if (whole.status !== 200) throw new Error(`${path}: ${whole.status} ${whole.text}`);
  const { transitions } = whole.json() as { transitions: { seq: number }[] };
  const last = transitions.at(-1)?.seq ?? 0;
  const next = await send(origin, `${path}?after=${last}`, { headers: credentials });
  return { last, etag: String(next.headers.etag) };
}

/** Reads until there is more than what was held. @throws Error when nothing comes for 20 s */
async function readChange(poller: Poller, before: Held): Promise<Held> {
  const giveUpMs = performance.now() + 20_000;
  while (performance.now() < giveUpMs) {
    const held = await read(poller);
    if (held.last > before.last) return held;
    await sleep(200);
  }
  throw new Error(`${poller.path}: the change was not seen`);
}

type Poller = { name: string; origin: string; path: string; credentials: Record<string, string> };

const poll = ({ path, credentials }: Poller, { last, etag }: Held) => ({
  path: `${path}?after=${last}`,
  headers: { ...BROWSER_HEADERS, ...credentials, "if-none-match": etag },
});

/** Both polls of each page: of one that has read the change, and of one that has not. */
async function pollsOf(pollers: Poller[], change: () => Promise<unknown>): Promise<Question[]> {
  const before = await Promise.all(pollers.map(read));
  await change();
  const polls = pollers.map(async (poller, index): Promise<Question[]> => {
    const [old, { name }] = [before[index] as Held, poller];
    const held = await readChange(poller, old);
    return [
      { name: `${name}, unchanged`, ...poll(poller, held), status: 304 },
      { name: `${name}, with a change`, ...poll(poller, old), status: 200 },
    ];
  });
  return (await Promise.all(polls)).flat();
}

/** Asked bare, as a machine that watches over us would. */
export const HEALTH: Question = {
  name: "GET /api/healthz",
  path: "/api/healthz",
  headers: {},
  status: 200,
};

/** Starts a run, shares it, and says what its pages ask for each second. */
export async function pollsOfNewRun({ control, dashboard }: BenchServers): Promise<Question[]> {
  const { origin } = dashboard();
  const key = await mintKey(control);
  const { taskId, runIds } = await key.addTask({
    name: "Collect the headlines",
    runs: [{ script: { samples: [step(0, "Processing browser agent")] }, manual: true }],
  });
  const runId = runIds[0] ?? "";
  const client = new Client(origin);
  const signedIn = await client.signIn(key.key);
  if (signedIn.status !== 200) throw new Error(`sign-in: ${signedIn.status} ${signedIn.text}`);
  const path = `/api/tasks/${taskId}/runs/${runId}`;
  await client.get(path);
  const { id, secret } = await shareRun(client, { taskId, runId });
  const pollers: Poller[] = [
    { name: "run page", origin, path, credentials: { cookie: client.cookie ?? "" } },
    {
      name: "share page",
      origin,
      path: `/api/shared/${id}`,
      credentials: { authorization: `Share ${secret}` },
    },
  ];
  return pollsOf(pollers, () =>
    key.show(runId, { status: "running", detailedStatus: "Opening a page", toolCall: null }),
  );
}
