import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./server.ts";
import { startSandbox } from "./server.ts";
import type { Client } from "./test-client.ts";
import { newClient } from "./test-client.ts";

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
  sandbox = await startSandbox();
  client = await newClient(sandbox, "stock");
});
afterAll(() => sandbox.close());

const dataOf = async (path: string) => (await client.call("GET", path)).body?.data;

test("a manual run stands at its first sample and moves only when told", async () => {
  const { taskId, runId } = await client.task([{ script: "browser-task-completed", manual: true }]);
  expect(await dataOf(`/task/${taskId}/runs`)).toEqual([]);
  const { runs } = await client.control("GET", `/keys/{key}/tasks/${taskId}`);
  expect(runs).toEqual([{ runId, data: expect.objectContaining({ status: null }) }]);
  const first = await client.control("POST", `/keys/{key}/runs/${runId}/advance`);
  expect(first).toMatchObject({ index: 1, of: 13, sample: { status: "running" } });
  expect(await dataOf(`/task/${taskId}/runs`)).toHaveLength(1);
  const last = await client.control("POST", `/keys/{key}/runs/${runId}/advance`, { steps: 99 });
  expect(last).toMatchObject({ index: 12, sample: { status: "completed" } });
});

test("the log tells each change once, at the time it was due", async () => {
  const script = "browser-task-completed";
  const { runId } = await client.task([{ script, speed: 2, startedAgoMs: 20_000 }]);
  const { transitions } = await client.control("GET", `/keys/{key}/runs/${runId}/log`);
  const log = transitions as { at: number; status: string | null; live: boolean }[];
  expect(log.map(({ status }) => status)).toEqual([
    null,
    ...Array<string>(11).fill("running"),
    "completed",
  ]);
  expect((log.at(-1)?.at ?? 0) - (log[1]?.at ?? 0)).toBeCloseTo((27_026 - 2_742) / 2, 0);
  expect(log.filter(({ live }) => live)).toHaveLength(3);
});

test("a sample set by hand is served and logged as it is", async () => {
  const { taskId, runId } = await client.task(["running"]);
  const values = { status: "paused", detailedStatus: { odd: true }, liveStatus: "javascript:1" };
  await client.control("POST", `/keys/{key}/runs/${runId}/sample`, values);
  expect(await dataOf(`/task/${taskId}/run/status`)).toEqual({ ...values, toolCall: null });
  const { transitions } = await client.control("GET", `/keys/{key}/runs/${runId}/log`);
  expect((transitions as unknown[]).at(-1)).toMatchObject({ status: "paused", live: true });
});

test("an inline script and a second run are taken", async () => {
  const samples = [{ atMs: 0, data: { status: "running", detailedStatus: "One" } }];
  const { taskId } = await client.task([{ script: { samples }, startedAgoMs: 1_000 }]);
  expect(await dataOf(`/task/${taskId}/run/status`)).toMatchObject({ detailedStatus: "One" });
  const added = await client.control("POST", `/keys/{key}/tasks/${taskId}/runs`, {
    script: "waiting",
  });
  const runs = (await dataOf(`/task/${taskId}/runs`)) as { id: string }[];
  expect(runs).toHaveLength(2);
  expect(runs[0]?.id).toBe(added.runId);
});

test("many ended tasks are made at once, and are paged", async () => {
  const own = await newClient(sandbox, "stock");
  const made = await own.control("POST", "/keys/{key}/tasks/bulk", { count: 500, prefix: "Many" });
  expect(made.taskIds).toHaveLength(500);
  const { body } = await own.call("GET", "/tasks?page=17&limit=30");
  expect(body?.total).toBe("500");
  expect(body?.data).toHaveLength(20);
  expect(body?.data).toContainEqual(
    expect.objectContaining({ readable_name: "Many 500", status: "inactive" }),
  );
});

test("calls are counted by endpoint, with what came of them", async () => {
  const own = await newClient(sandbox, "stock");
  const { taskId } = await own.task(["running"]);
  await own.call("GET", "/check");
  await own.call("GET", `/task/${taskId}/run/status?runId=r1`);
  await own.call("GET", "/nothing");
  const { byEndpoint, log, total } = await own.control("GET", "/keys/{key}/calls");
  expect(byEndpoint).toMatchObject({ check: 1, status: 1, unknown: 1, create: 0 });
  expect(total).toBe(3);
  expect((log as unknown[])[1]).toMatchObject({
    endpoint: "status",
    method: "GET",
    url: `/api/v1/task/${taskId}/run/status?runId=r1`,
    taskId,
    runId: "r1",
    outcome: "200",
  });
  await own.control("DELETE", "/keys/{key}/calls");
  expect((await own.control("GET", "/keys/{key}/calls")).total).toBe(0);
});

test("a wrong control call says what is wrong", async () => {
  const unknown = await client.control("POST", "/keys/{key}/tasks", { runs: [{ script: "nope" }] });
  expect(String(unknown.error)).toContain(`no script "nope"`);
  const missing = await client.control("POST", "/keys/sbx_nobody/tasks", {});
  expect(missing.error).toBe("no such key");
});

test("a live page can be framed, tells the step, takes clicks, and is gone with the browser", async () => {
  const { taskId, runId } = await client.task(["running-live"]);
  const { liveStatus } = (await dataOf(`/task/${taskId}/run/status`)) as { liveStatus: string };
  expect(liveStatus).toMatch(new RegExp(`^${sandbox.liveOrigin}/live/[0-9a-f-]{36}$`));
  expect(liveStatus).not.toContain(runId);
  const page = await fetch(liveStatus);
  expect([page.status, page.headers.get("x-frame-options")]).toEqual([200, null]);
  await fetch(`${liveStatus}/clicks`, { method: "POST" });
  const state = (await (await fetch(`${liveStatus}/state`)).json()) as Record<string, unknown>;
  expect(state).toMatchObject({ step: "Processing browser agent", clicks: 1, waiting: false });
  await client.control("POST", `/keys/{key}/runs/${runId}/sample`, { liveStatus: "" });
  expect((await fetch(liveStatus)).status).toBe(404);
});

test("a page of another site makes no control calls", async () => {
  const call = (headers: Record<string, string>) =>
    fetch(`${sandbox.controlUrl}/keys`, { method: "POST", body: "{}", headers });
  expect((await call({ origin: "http://evil.example" })).status).toBe(403);
  expect((await call({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await call({})).status).toBe(200);
});

test("a key that goes while its task is created gets no task", async () => {
  for (const dialect of ["stock", "documented"] as const) {
    const own = await newClient(sandbox, dialect);
    const creating = own.send("POST", "/task/create", { task: "Compare desks" });
    await expect
      .poll(async () => (await own.control("GET", "/keys/{key}/calls")).total)
      .toBeGreaterThan(0);
    await own.control("DELETE", "/keys/{key}");
    expect((await creating).body).toMatchObject({ success: false, error: "Invalid API key" });
  }
});
