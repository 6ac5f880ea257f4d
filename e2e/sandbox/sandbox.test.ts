import { afterAll, beforeAll, expect, test } from "vitest";
import {
  envelopeSchema,
  resultDataSchema,
  runsSchema,
  statusSchema,
  tasksSchema,
} from "../../lib/contract/upstream.ts";
import { catalogue } from "./catalogue.ts";
import type { Dialect } from "./script.ts";
import { DIALECTS } from "./script.ts";
import type { Sandbox } from "./server.ts";
import { startSandbox } from "./server.ts";
import type { Client } from "./test-client.ts";
import { newClient, testClient } from "./test-client.ts";

let sandbox: Sandbox;
let clients: Record<Dialect, Client>;
beforeAll(async () => {
  sandbox = await startSandbox();
  clients = {
    stock: await newClient(sandbox, "stock"),
    documented: await newClient(sandbox, "documented"),
  };
});
afterAll(() => sandbox.close());

const ID = "8f374523-ef17-4072-ac68-5824efefdf99";

test.each<[string, string, string, Record<Dialect, [number, unknown]>]>([
  [
    "a task nobody knows has",
    "GET",
    `/task/${ID}/run/status`,
    {
      stock: [200, { success: true, data: { status: null, toolCall: null, liveStatus: null } }],
      documented: [404, { success: false, error: "Task not found" }],
    },
  ],
  [
    "the runs of an unknown task are",
    "GET",
    `/task/${ID}/runs`,
    {
      stock: [200, { success: true, data: [], total: "0", page: 1, limit: 30 }],
      documented: [404, { success: false, error: "Task not found" }],
    },
  ],
  [
    "an empty list is",
    "GET",
    "/tasks?limit=5",
    {
      stock: [200, { success: true, data: [], total: "0", page: 1, limit: 5 }],
      documented: [200, { success: true, data: [], total: 0, page: 1, limit: 5 }],
    },
  ],
  [
    "the check is",
    "GET",
    "/check",
    {
      stock: [200, { success: true, data: "ok" }],
      documented: [200, { success: true, data: "ok" }],
    },
  ],
  [
    "health is",
    "GET",
    "/health",
    {
      stock: [200, { success: true, data: "ok" }],
      documented: [200, { success: true }],
    },
  ],
  [
    "stopping an unknown task is",
    "PUT",
    `/task/${ID}/stop`,
    {
      stock: [200, { success: true }],
      documented: [404, { success: false, error: "Task not found" }],
    },
  ],
])("%s answered %s %s in both dialects", async (_, method, path, wanted) => {
  for (const dialect of DIALECTS) {
    const { status, body } = await clients[dialect].call(method, path);
    expect([status, body]).toEqual(wanted[dialect]);
  }
});

test.each([
  ["", "API key is required"],
  ["sbx_nobody", "Invalid API key"],
])("the key %j is refused with the exact text", async (key, error) => {
  const { status, body } = await testClient(sandbox, key).call("GET", "/check");
  expect([status, body]).toEqual([200, { success: false, error }]);
});

test("a revoked key is refused in the dialect it had", async () => {
  const client = await newClient(sandbox, "documented");
  await client.control("DELETE", "/keys/{key}");
  const { status, body } = await client.call("GET", "/check");
  expect([status, body]).toEqual([401, { success: false, error: "Invalid API key" }]);
});

test("somebody else's task looks unknown", async () => {
  const { taskId, runId } = await clients.stock.task(["running"]);
  const other = await newClient(sandbox, "stock");
  expect((await other.call("GET", `/task/${taskId}/run/status`)).body?.data).toEqual({
    status: null,
    toolCall: null,
    liveStatus: null,
  });
  expect(await other.control("GET", `/keys/{key}/runs/${runId}/log`)).toEqual({
    error: "no such run",
  });
});

test.each(DIALECTS)("the demo reads through the contract in %s", async (dialect) => {
  const demo = testClient(sandbox, `sbx_demo_${dialect}`);
  await demo.control("POST", "/keys", { key: demo.key, dialect, seed: "demo" });
  const listed = envelopeSchema.parse((await demo.call("GET", "/tasks")).body);
  const tasks = tasksSchema.parse(listed.data);
  expect(tasks).toHaveLength(listed.total ?? 0);
  for (const { id } of tasks) {
    const runs = envelopeSchema.parse((await demo.call("GET", `/task/${id}/runs`)).body);
    expect(runsSchema.parse(runs.data)).toHaveLength(runs.total ?? 0);
    const { body } = await demo.call("GET", `/task/${id}/run/status`);
    statusSchema.parse(envelopeSchema.parse(body).data);
    const result = await demo.call("GET", `/task/${id}/run/result`);
    expect(resultDataSchema.parse(envelopeSchema.parse(result.body).data).dataTable).toBeDefined();
  }
});

test("every script but the hostile ones reads through the contract without loss", async () => {
  const client = await newClient(sandbox, "stock");
  for (const [script, { samples }] of catalogue) {
    if (/hostile|question|unknown-status/.test(script)) continue;
    const { taskId, runId } = await client.task([{ script, manual: true }]);
    await client.control("POST", `/keys/{key}/runs/${runId}/advance`, { steps: samples.length });
    const data = (await client.call("GET", `/task/${taskId}/run/status`)).body?.data;
    expect(statusSchema.parse(data), script).toMatchObject({
      status: (data as { status: string | null }).status,
      detailedStatus: (data as { detailedStatus?: string }).detailedStatus ?? null,
    });
  }
});
