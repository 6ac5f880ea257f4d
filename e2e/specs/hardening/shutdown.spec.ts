/** SIGTERM to the server's process while it is asked: whoever is being answered is answered whole. */
import { connect, type Socket } from "node:net";
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { Client } from "../../support/http-client.ts";
import { isFull, scaled } from "../../support/scale.ts";
import { steadyLoad } from "../../support/steady-load.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead } from "../../support/viewer.ts";

const PER_SECOND = 50;
/** Measured where there is time for it; what the machine is busy with at quick counts too. */
const GONE_WITHIN_MS = isFull ? 10_000 : 15_000;

/** A connection without a request, as browsers make them ahead of time. */
const idleConnection = (origin: string) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });

/** Asks whether it is ready until it says no, as a balancer does. */
async function expectsNoMore(origin: string): Promise<void> {
  const client = new Client(origin);
  const told = new Set<string>();
  await until(async () => {
    const answer = await client.get("/api/readyz").catch(() => null);
    if (answer) told.add(`${answer.status} ${answer.headers.connection}`);
    return answer === null || answer.status === 503;
  }).toBe(true);
  expect([...told]).toContain("503 close");
}

test("whoever is being answered when the process is told to end is answered whole", async ({
  sandbox,
}) => {
  const times = scaled(1, 20);
  test.setTimeout(60_000 + times * 30_000);
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const path = `/api/tasks/${taskId}/runs/latest`;
  await sandbox.setFaults({ endpoint: "create", kind: "hang" });
  let answered = 0;
  let turnedAway = 0;
  let reset = 0;
  let longestMs = 0;
  let dashboard = undefined as Dashboard | undefined;
  /** One more server, on what the last one left, that is told to end while all kinds of clients are there. */
  const end = async (time: number) => {
    const { dataDir } = dashboard ?? {};
    dashboard = await startDashboard({ name: "shutdown", upstreams, ...(dataDir && { dataDir }) });
    const client = new Client(dashboard.origin);
    await client.signIn(sandbox.key);
    await firstRead(client, path);
    // Every other time somebody waits for a server that would take a minute.
    const isWaiting = time % 2 === 0;
    await sandbox.resetCalls();
    const waiting = isWaiting
      ? client.send("/api/tasks", {
          method: "POST",
          body: { task: "Look", agent: "GENERATIVE_AGENT" },
          headers: { "idempotency-key": `shutdown-${time}-0123456789` },
        })
      : null;
    if (isWaiting) await until(async () => (await sandbox.calls()).byEndpoint.create).toBe(1);
    const idle = await idleConnection(dashboard.origin);
    const cookie = client.cookie ?? "";
    const load = steadyLoad(`${dashboard.origin}${path}`, PER_SECOND, { cookie });
    await until(() => load.answered.get(200) ?? 0).toBeGreaterThan(20);
    const begun = performance.now();
    const ended = dashboard.stop({ keepData: true });
    // Who asks while there is somebody to answer is told to go elsewhere. That may last a tenth of a
    // second only, which a busy machine misses.
    if (isWaiting && isFull) await expectsNoMore(dashboard.origin);
    const code = await ended;
    longestMs = Math.max(longestMs, performance.now() - begun);
    await load.stop();
    idle.destroy();
    // Who comes later may be turned away before anything of an answer: the next instance takes it.
    const isCut = ({ sentMs, hasBegun }: (typeof load.failures)[number]) =>
      hasBegun || sentMs < begun;
    expect(load.failures.filter(isCut)).toEqual([]);
    expect([...load.answered.keys()]).toEqual([200]);
    turnedAway += load.failures.length;
    reset += load.failures.filter(({ what }) => !what.includes("ECONNREFUSED")).length;
    expect(code).toBe(143);
    const told = await waiting;
    if (told) {
      expect(told.status, told.text).toBe(504);
      expect(told.json()).toMatchObject({ error: { code: "outcome_unknown" } });
    }
    answered += load.answered.get(200) ?? 0;
  };
  try {
    for (let time = 0; time < times; time += 1) await end(time);
  } finally {
    await dashboard?.stop({ signal: "SIGKILL" });
  }
  expect(longestMs).toBeLessThan(GONE_WITHIN_MS);
  figure(
    "shutdown",
    `${times} SIGTERM${times > 1 ? "s" : ""} under ${PER_SECOND} requests/s: 0 of ${answered} answers cut, gone within ${Math.round(longestMs)} ms, also while an answer waits for its server; of those who came later ${turnedAway} were turned away, ${reset} of them by a reset`,
  );
});
