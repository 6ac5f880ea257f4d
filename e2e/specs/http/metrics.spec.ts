/** What Prometheus is told, and who is not. */
import { METRICS_TOKEN } from "../../support/dashboard.ts";
import { Client } from "../../support/http-client.ts";
import { openShared, shareRun } from "../../support/shares.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead } from "../../support/viewer.ts";

const authorization = `Bearer ${METRICS_TOKEN}`;

/** One sample of a metric by its name and labels as they are written; 0 where there is none yet. */
async function told(sample: string): Promise<number> {
  const { status, text } = await new Client().get("/metrics", { authorization });
  expect(status, text).toBe(200);
  const line = text.split("\n").find((line) => line.startsWith(`${sample} `));
  return Number(line?.slice(sample.length) ?? 0);
}

for (const [name, headers] of [
  ["nothing", {}],
  ["a wrong token", { authorization: `${authorization}x` }],
  ["the token of another scheme", { authorization: `Basic ${METRICS_TOKEN}` }],
] as [string, Record<string, string>][]) {
  test(`whoever sends ${name} is told no metrics`, async () => {
    const answer = await new Client().get("/metrics", headers);
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: { code: "key_rejected" } });
    expect(answer.text).not.toContain("runboard_");
  });
}

test("metrics are told under any host, to be kept by nobody", async () => {
  const answer = await new Client().get("/metrics", { authorization, host: "10.0.0.7:3000" });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(answer.headers["cache-control"]).toBe("private, no-store");
});

test("polls, errors, watched runs, viewers and times are counted", async ({ client, sandbox }) => {
  const status = 'runboard_polls_total{outcome="2xx"}';
  const unknown = 'runboard_errors_total{code="not_found"}';
  const route = "/api/tasks/{taskId}/runs/{runId}";
  const asked = `runboard_request_seconds_count{route="${route}",method="GET",status="200"}`;
  const calls = 'runboard_upstream_call_seconds_count{call="status",outcome="2xx"}';
  const written = 'runboard_store_seconds_count{part="transitions"}';
  const counted = [status, unknown, asked, calls, written];
  const before = new Map<string, number>();
  for (const sample of counted) before.set(sample, await told(sample));
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const [runId = ""] = runIds;
  await firstRead(client, `/api/tasks/${taskId}/runs/latest`);
  await client.get("/api/tasks/no-such-task/runs/latest");
  const link = await shareRun(client, { taskId, runId });
  await openShared(client.origin, link);
  await client.get(`/api/v1/task/${taskId}/run/status`, { "x-api-key": sandbox.key });
  for (const sample of counted) {
    await until(() => told(sample), 20_000).toBeGreaterThan(before.get(sample) ?? 0);
  }
  expect(await told("runboard_watched_runs")).toBeGreaterThan(0);
  for (const by of ["session", "key", "link"]) {
    expect(await told(`runboard_viewers{by="${by}"}`), by).toBeGreaterThan(0);
  }
  expect(await told("runboard_process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
});

test("no id, key or secret becomes a label", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await firstRead(client, `/api/tasks/${taskId}/runs/${runIds[0]}`);
  const { text } = await client.get("/metrics", { authorization });
  for (const secret of [taskId, runIds[0] ?? "", sandbox.key, client.cookie?.split("=")[1] ?? ""]) {
    expect(text).not.toContain(secret);
  }
});
