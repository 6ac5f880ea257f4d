/** Each fault at each endpoint: a code of ours in time, nothing followed, no connection left over. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { faultList, type NamedFault } from "../../sandbox/fault-list.ts";
import type { Sandbox } from "../../sandbox/server.ts";
import { ASKS, type AskedEndpoint, sceneFor, wrongIn } from "../../support/fault-asks.ts";
import { figure } from "../../support/figures.ts";
import { codeIn } from "../../support/http-client.ts";
import { startUpstream } from "../../support/own-upstream.ts";
import { isFull, scaled } from "../../support/scale.ts";
import { expect, test, until } from "../../support/test.ts";

const UPSTREAM = "faulty";
/** What is promised; with every `npm test`, what a busy machine may stand still comes on top. */
const WITHIN_MS = scaled(15_500, 10_500);
/** A created task is waited for: its server thinks before it answers. */
const CREATE_WITHIN_MS = WITHIN_MS + 50_000;
/** An answer that its server accepted, and that is to show in the run's status. */
const CONFIRM_WITHIN_MS = WITHIN_MS + 10_000;
const AT_ONCE = scaled(12, 20);
/** Anybody may ask for health, so Runboard asks at most this often. */
const HEALTH_EVERY_MS = 2_000;

type Case = NamedFault & { endpoint: AskedEndpoint; ask: number };
/** `took` in ms; `code` of a failure. */
type Outcome = { took: number; code: string | null; wrong: string | null };

const ENDPOINTS = Object.keys(ASKS) as AskedEndpoint[];
const isSlow = ({ fault }: NamedFault): boolean => ["hang", "slow", "drip"].includes(fault.kind);
/** What a server says yes to and does not do takes twenty seconds to find out. */
const IS_YES = new Set(["proto", "wrongTypes", "nullStatus", "unknownEnum", "body"]);

/** All pairs, or each fault once and each endpoint about three times; those that last come first. */
function cases(faults: NamedFault[]): Case[] {
  const all = faults.flatMap((named, index) =>
    isFull
      ? ENDPOINTS.flatMap((endpoint) =>
          ASKS[endpoint].map((_ask, ask) => ({ ...named, endpoint, ask })),
        )
      : [{ ...named, endpoint: endpointFor(named, index), ask: index }],
  );
  return all.toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
}

/** The next in turn, unless it had to be waited for longer than a read. */
function endpointFor(named: NamedFault, index: number): AskedEndpoint {
  const endpoint = ENDPOINTS[index % ENDPOINTS.length] ?? "check";
  const isLong =
    (endpoint === "create" && isSlow(named)) ||
    (endpoint === "toolInput" && IS_YES.has(named.fault.kind));
  return isLong ? "result" : endpoint;
}

/** A server that counts who comes. */
async function startCanary() {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.end("followed");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}/`, hits: () => hits, close };
}

async function control(upstream: Sandbox, method: string, path: string, body?: unknown) {
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${upstream.controlUrl}${path}`, init);
  return (await response.json()) as { log: { outcome: unknown }[] };
}

const limitOf = (endpoint: AskedEndpoint, code: string | null): number => {
  if (endpoint === "create") return CREATE_WITHIN_MS;
  return code === "answer_unconfirmed" ? CONFIRM_WITHIN_MS : WITHIN_MS;
};

/** Asks once, with the fault on; whoever is signed in for it is signed out again. */
async function tried({ name, fault, endpoint, ask }: Case, upstream: Sandbox): Promise<Outcome> {
  const scene = await sceneFor(endpoint, new URL(upstream.apiUrl).origin, UPSTREAM);
  const { sandbox, client } = scene;
  const on = { ...fault, name, endpoint };
  const isForAll = endpoint === "health";
  if (isForAll) await control(upstream, "PUT", "/faults", { faults: [on] });
  else await sandbox.setFaults(on);
  const asks = ASKS[endpoint];
  const begun = performance.now();
  const answer = await asks[ask % asks.length]?.(scene);
  const took = Math.round(performance.now() - begun);
  const { log } = isForAll ? await control(upstream, "GET", "/calls") : await sandbox.calls();
  await client.send("/api/session", { method: "DELETE" });
  const code = codeIn(answer?.text ?? "");
  if (!answer) return { took, code, wrong: "not asked" };
  if (!log.some(({ outcome }) => outcome === `fault ${name}`)) {
    return { took, code, wrong: `no call met it: ${answer.status} ${answer.text.slice(0, 200)}` };
  }
  if (took > limitOf(endpoint, code)) return { took, code, wrong: `${code} after ${took} ms` };
  const isDocumented = ask % asks.length === asks.length - 1;
  return { took, code, wrong: wrongIn(answer, endpoint, scene, isDocumented) };
}

/** Tries them side by side; those of health one by one, since all share one answer for a while. */
async function tryAll(all: Case[], upstream: Sandbox) {
  const told: (Case & Outcome)[] = [];
  const one = async (next: Case) => void told.push({ ...next, ...(await tried(next, upstream)) });
  const left = all.filter(({ endpoint }) => endpoint !== "health");
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await one(next);
  };
  const ofHealth = async () => {
    for (const next of all.filter(({ endpoint }) => endpoint === "health")) {
      await one(next);
      await new Promise((resolve) => setTimeout(resolve, HEALTH_EVERY_MS));
    }
  };
  await Promise.all([ofHealth(), ...Array.from({ length: AT_ONCE }, worker)]);
  return told;
}

/** The one fault that no server can send: nobody listens any more where one was, in mid-session. */
async function tryRefused(upstream: Sandbox): Promise<(Outcome & { endpoint: string })[]> {
  const { origin } = new URL(upstream.apiUrl);
  const scenes = await Promise.all(
    ENDPOINTS.map(async (endpoint) => ({
      endpoint,
      scene: await sceneFor(endpoint, origin, UPSTREAM),
    })),
  );
  await upstream.refuse();
  return Promise.all(
    scenes.map(async ({ endpoint, scene }) => {
      const [ask] = ASKS[endpoint];
      const begun = performance.now();
      const answer = await ask?.(scene);
      const took = Math.round(performance.now() - begun);
      const code = answer ? codeIn(answer.text) : null;
      await scene.client.send("/api/session", { method: "DELETE" });
      if (!answer || code === null) return { endpoint, took, code, wrong: "no failure told" };
      const isLate = took > WITHIN_MS;
      const wrong = isLate ? `${code} after ${took} ms` : wrongIn(answer, endpoint, scene, true);
      return { endpoint, took, code, wrong };
    }),
  );
}

test("each fault at each endpoint is told by a code of ours in time, and leaves no connection", async () => {
  test.setTimeout(scaled(300_000, 1_500_000));
  const upstream = await startUpstream(UPSTREAM, { keepAliveMs: 5_000 });
  const canary = await startCanary();
  const faults = faultList(canary.url);
  const told = await tryAll(cases(faults), upstream);
  expect(
    told.filter(({ wrong }) => wrong).map((of) => `${of.name} at ${of.endpoint}: ${of.wrong}`),
  ).toEqual([]);
  // Before nobody listens any more, which ends them all.
  await until(() => upstream.sockets(), 60_000).toBe(0);
  const refused = await tryRefused(upstream);
  expect(refused.filter(({ wrong }) => wrong)).toEqual([]);
  expect(canary.hits()).toBe(0);
  await canary.close();
  await upstream.close();
  const slowest = (of: (one: Case & Outcome) => boolean) =>
    Math.max(0, ...told.filter(of).map(({ took }) => took)) / 1_000;
  const isConfirmed = ({ code }: Outcome) => code === "answer_unconfirmed";
  const read = slowest((one) => one.endpoint !== "create" && !isConfirmed(one));
  figure(
    "upstream faults",
    `${faults.length + 1} faults × ${ENDPOINTS.length} endpoints (${told.length + refused.length} tried): a code of ours or what is known, the last after ${read} s (create ${slowest((one) => one.endpoint === "create")} s, an accepted answer that does not show ${slowest(isConfirmed)} s), 0 canary hits, 0 connections left`,
  );
});
