/** How little the upstream is asked, however many are watching. */
import { Client } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

const WATCH_MS = 6_000;

/** Polls as the run page does, every second from each of `clients`, for WATCH_MS. */
async function watch(clients: Client[], path: string): Promise<void> {
  const until = Date.now() + WATCH_MS;
  await Promise.all(
    clients.map(async (client) => {
      while (Date.now() < until) {
        const answer = await client.get(path);
        expect(answer.status).toBe(200);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }),
  );
}

async function signedIn(sandbox: SandboxKey, count: number): Promise<Client[]> {
  const clients = Array.from({ length: count }, () => new Client());
  await Promise.all(clients.map((client) => client.signIn(sandbox.key)));
  return clients;
}

inBothDialects("on", () => {
  test("ten viewers with sessions of their own cost the same as one", async ({ sandbox }) => {
    const costs: number[] = [];
    for (const viewers of [1, 10]) {
      const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
      const clients = await signedIn(sandbox, viewers);
      const path = `/api/tasks/${taskId}/runs/latest`;
      await Promise.all(clients.map((client) => client.get(path)));
      const begun = Date.now();
      await sandbox.resetCalls();
      await watch(clients, path);
      const { log } = await sandbox.calls();
      const seconds = (Date.now() - begun) / 1_000;
      const perSecond = log.filter(({ url }) => url.includes(taskId)).length / seconds;
      costs.push(perSecond);
      expect(perSecond, `${viewers} viewers`).toBeLessThanOrEqual(1.6);
    }
    const [one = 0, ten = 0] = costs;
    // Ten who did not share would cost ten a second.
    expect(ten - one).toBeLessThanOrEqual(0.5);
  });

  test("an ended run is never asked about again", async ({ sandbox, client }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "completed" }] });
    const path = `/api/tasks/${taskId}/runs/latest`;
    await expect
      .poll(async () => (await client.get(path)).text, { timeout: 15_000 })
      .toContain('"completed"');
    await sandbox.resetCalls();
    await watch([client], path);
    const { byEndpoint } = await sandbox.calls();
    expect(byEndpoint.status).toBe(0);
    expect(byEndpoint.result).toBe(0);
  });

  test("a first look by ten at once is answered from one sample", async ({ sandbox }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const clients = await signedIn(sandbox, 10);
    await sandbox.resetCalls();
    const path = `/api/tasks/${taskId}/runs/latest`;
    const begun = Date.now();
    const answers = await Promise.all(clients.map((client) => client.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const { byEndpoint } = await sandbox.calls();
    // Whoever is watched is asked after once a second, however long ten answers take.
    const seconds = Math.floor((Date.now() - begun) / 1_000);
    expect(byEndpoint.status).toBeLessThanOrEqual(1 + seconds);
  });
});

test("a run goes on being recorded when nobody looks any more", async ({ client, sandbox }) => {
  test.slow();
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await client.get(`/api/tasks/${taskId}/runs/latest`);
  await sandbox.show(runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
  // The slowest pace is 15 s: somebody asks the upstream although nobody asks the dashboard.
  await expect
    .poll(async () => (await sandbox.calls()).byEndpoint.result, { timeout: 40_000 })
    .toBeGreaterThan(0);
  await sandbox.resetCalls();
  const answer = await client.get(`/api/tasks/${taskId}/runs/${runIds[0]}`);
  expect(answer.json()).toMatchObject({ state: "completed" });
  expect((await sandbox.calls()).byEndpoint.status).toBe(0);
});
