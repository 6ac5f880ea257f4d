/** While the server is away altogether, it is not asked more often than while it is there. */
import { randomUUID } from "node:crypto";
import type { RunView } from "../../../lib/contract/api.ts";
import type { Sandbox } from "../../sandbox/server.ts";
import { figure } from "../../support/figures.ts";
import { type Answer, Client, codeIn } from "../../support/http-client.ts";
import { startUpstream } from "../../support/own-upstream.ts";
import {
  beginOutage,
  type Calls,
  endOutage,
  mintKey,
  type SandboxKey,
} from "../../support/sandbox.ts";
import { scaled } from "../../support/scale.ts";
import { expect, test, until } from "../../support/test.ts";

const UPSTREAM = "outage";
const WINDOW_MS = scaled(6_000, 60_000);
/** What is promised; a short window on a busy machine is counted less exactly. */
const AT_MOST = scaled(1.3, 1.1);
const CREATIONS = 3;

/** Asks so often, however long each answer takes. */
type Asker = { everyMs: number; ask: () => Promise<Answer> };

/** People who look at runs, at the list and who sign in; programs that ask without a pause. */
async function askers(sandbox: SandboxKey, client: Client): Promise<Asker[]> {
  const tasks = await Promise.all(
    [1, 2, 3].map((at) => sandbox.addTask({ name: `Run ${at}`, runs: [{ script: "running" }] })),
  );
  const viewers = tasks.flatMap(({ taskId }) => {
    const ask = () => client.get(`/api/tasks/${taskId}/runs/latest`);
    return [ask, ask].map((ask) => ({ everyMs: 1_000, ask }));
  });
  const [{ taskId = "" } = {}] = tasks;
  const program = (path: string) => ({
    everyMs: 1_000,
    ask: () =>
      new Client().get(`/api/v1${path}`, {
        "x-api-key": sandbox.key,
        "x-runboard-upstream": UPSTREAM,
      }),
  });
  return [
    ...viewers,
    { everyMs: 3_000, ask: () => client.get("/api/tasks") },
    { everyMs: 100, ask: () => new Client().signIn(sandbox.key, UPSTREAM) },
    program("/check"),
    program(`/task/${taskId}/runs`),
    program(`/task/${taskId}/run/result`),
  ];
}

/** All of them, for as long as a window lasts; resolves once each is answered. */
async function askOn(all: Asker[]): Promise<Answer[]> {
  const endMs = performance.now() + WINDOW_MS;
  const each = async ({ everyMs, ask }: Asker) => {
    const asked: Promise<Answer>[] = [];
    for (let dueMs = performance.now(); dueMs < endMs; dueMs += everyMs) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
      asked.push(ask());
    }
    return Promise.all(asked);
  };
  return (await Promise.all(all.map(each))).flat();
}

/** What reached the server, whether or not it was answered; from now on it is counted anew. */
async function reached(sandbox: SandboxKey): Promise<Calls> {
  const calls = await sandbox.calls();
  await sandbox.resetCalls();
  return calls;
}

const create = (client: Client, key: string) =>
  client.send("/api/tasks", {
    method: "POST",
    headers: { "idempotency-key": key },
    body: { task: "Compare monitors" },
  });

async function signedIn(upstream: Sandbox) {
  const sandbox = await mintKey(new URL(upstream.apiUrl).origin);
  const client = new Client();
  expect((await client.signIn(sandbox.key, UPSTREAM)).status).toBe(200);
  return { sandbox, client };
}

test("an outage brings the server no more calls than its health does, and no creation twice", async () => {
  test.setTimeout(2 * WINDOW_MS + 120_000);
  const upstream = await startUpstream(UPSTREAM);
  const { origin } = new URL(upstream.apiUrl);
  const { sandbox, client } = await signedIn(upstream);
  const all = await askers(sandbox, client);
  const [viewer] = all;
  const view = async () => (await viewer?.ask())?.json() as unknown as RunView;
  await until(async () => (await view()).state).toBe("running");

  await reached(sandbox);
  expect((await askOn(all)).filter(({ status }) => status !== 200)).toEqual([]);
  const offered = await reached(sandbox);
  await beginOutage(origin);
  const keys = Array.from({ length: CREATIONS }, () => randomUUID());
  const [answers, ...creations] = await Promise.all([
    askOn(all),
    ...keys.map((key) => create(client, key)),
  ]);
  // Asked again under the same keys, since no answer said what came of it.
  creations.push(...(await Promise.all(keys.map((key) => create(client, key)))));
  const { byEndpoint, total } = await reached(sandbox);
  const failed = new Set(
    answers.filter(({ status }) => status !== 200).map(({ text }) => codeIn(text)),
  );
  expect(failed).toEqual(new Set(["upstream_unreachable"]));
  expect(creations.map(({ json }) => json())).toEqual(
    creations.map(() =>
      expect.objectContaining({ error: expect.objectContaining({ code: "create_unconfirmed" }) }),
    ),
  );
  expect(byEndpoint.create).toBe(CREATIONS);
  const ratio = (total - byEndpoint.create) / offered.total;
  const ofChecks = byEndpoint.check / offered.byEndpoint.check;
  expect(offered.byEndpoint.check, JSON.stringify(offered.byEndpoint)).toBeGreaterThan(50);
  expect(Math.max(ratio, ofChecks), JSON.stringify(byEndpoint)).toBeLessThanOrEqual(AT_MOST);

  await endOutage(origin);
  await until(async () => (await view()).freshness.stale, 60_000).toBe(false);
  expect((await reached(sandbox)).byEndpoint.create).toBe(0);
  await client.send("/api/session", { method: "DELETE" });
  await upstream.close();
  figure(
    "outage",
    `${offered.total} calls in ${WINDOW_MS / 1_000} s of health, ${total - byEndpoint.create} in as long an outage (${ratio.toFixed(2)} ×; of checks of keys alone ${ofChecks.toFixed(2)} ×, at most ${AT_MOST}); ${CREATIONS} creations sent once each`,
  );
});
