/** A dashboard of its own: what holds when nobody is signed in, what a guesser meets, what is kept. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { Client } from "../../support/http-client.ts";
import { ALL_INCLUDED, openShared, readShared, shareRun } from "../../support/shares.ts";
import { expect, test, until } from "../../support/test.ts";

const TEXT = "latin1";
const guess = (number: number) => number.toString(36).padStart(43, "A");

/** All that a dashboard wrote anywhere: its log, its database, its secrets. */
const written = (dashboard: Dashboard): string =>
  readdirSync(dashboard.dataDir)
    .filter((file) => file !== "secrets.json")
    .map((file) => readFileSync(join(dashboard.dataDir, file), TEXT))
    .concat(dashboard.log())
    .join("\n");

test("a shared run goes on by itself after a kill, with nobody signed in; nothing secret is kept", async ({
  sandbox,
}) => {
  // Two starts of a server.
  test.slow();
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  const env = { RATE_LIMITS: "{}", LOG_LEVEL: "debug" };
  const name = "share-restart";
  let dashboard = await startDashboard({ name, upstreams, env });
  const { dataDir } = dashboard;
  const port = Number(new URL(dashboard.origin).port);
  try {
    const client = new Client(dashboard.origin);
    await client.signIn(sandbox.key);
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running-live" }] });
    const runId = runIds[0] ?? "";
    const link = await shareRun(client, { taskId, runId, include: ALL_INCLUDED });
    const { live } = await readShared(dashboard.origin, link);
    await client.send("/api/session", { method: "DELETE" });
    await dashboard.stop({ signal: "SIGKILL", keepData: true });

    await sandbox.resetCalls();
    dashboard = await startDashboard({ name, upstreams, env, port, dataDir });
    await sandbox.show(runId, { status: "running", detailedStatus: "While nobody asked" });
    await until(async () => (await sandbox.calls()).byEndpoint.status).toBeGreaterThan(0);
    await until(async () => (await readShared(dashboard.origin, link)).step).toBe(
      "While nobody asked",
    );
    const { transitions } = await readShared(dashboard.origin, link);
    expect(transitions.map(({ kind }) => kind)).toContain("gap");

    // A neighbour's guesses are held up, and the link works all the same.
    const wrong = (number: number) =>
      openShared(dashboard.origin, { id: link.id, secret: guess(number) });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => wrong(index)));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(30);
    const held = answers.filter(({ status }) => status === 429);
    expect(held).toHaveLength(10);
    expect(Number(held[0]?.headers["retry-after"])).toBeGreaterThan(0);
    expect(new Set(held.map(({ text }) => text)).size).toBe(1);
    await readShared(dashboard.origin, link);

    const all = written(dashboard);
    expect(all).toContain(link.id);
    expect(all).not.toContain(link.secret);
    expect(all).not.toContain(Buffer.from(link.secret).toString("base64url"));
    expect(all).not.toContain(sandbox.key);
    expect(live?.url).toMatch(/^http/);
    expect(all).not.toContain(live?.url ?? "");
  } finally {
    await dashboard.stop();
  }
});
