import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./server.ts";
import { startSandbox } from "./server.ts";
import type { Client } from "./test-client.ts";
import { newClient } from "./test-client.ts";

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
  sandbox = await startSandbox();
  client = await newClient(sandbox, "documented");
});
afterAll(() => sandbox.close());

const dataOf = async (path: string) => (await client.call("GET", path)).body?.data;

test("the run id of the query is honoured for status, result, gif and stop", async () => {
  const { taskId, runIds } = await client.task([
    { script: "result-gif", startedAgoMs: 60_000 },
    "running-live",
  ]);
  const [older, newer] = runIds;
  expect(await dataOf(`/task/${taskId}/run/status?runId=${older}`)).toMatchObject({
    status: "completed",
    liveStatus: null,
  });
  expect(await dataOf(`/task/${taskId}/run/status`)).toMatchObject({
    status: "running",
    liveStatus: expect.stringContaining(`${sandbox.liveOrigin}/live/`),
  });
  expect(await dataOf(`/task/${taskId}/run/gif?runId=${older}`)).toMatchObject({
    status: "completed",
  });
  const ended = await client.call("PUT", `/task/${taskId}/run/stop?runId=${older}`);
  expect([ended.status, ended.body?.error]).toEqual([400, "Run already completed"]);
  expect((await client.call("PUT", `/task/${taskId}/run/stop?runId=${newer}`)).status).toBe(200);
  expect(await dataOf(`/task/${taskId}/run/result?runId=${newer}`)).toEqual({
    status: "error",
    error: "API abort",
    dataTable: [],
  });
});

test("path forms are unknown: a page, or JSON for those who ask for it", async () => {
  const { taskId, runId } = await client.task(["completed"]);
  const path = `/task/${taskId}/run/${runId}/result`;
  const page = await client.call("GET", path);
  expect([page.status, page.body]).toEqual([404, null]);
  const json = await client.call("GET", path, { headers: { accept: "application/json" } });
  expect([json.status, json.body?.success]).toEqual([404, false]);
});

test("a run is scheduled before it runs", async () => {
  const { taskId, runId } = await client.task([{ script: "browser-task-completed", manual: true }]);
  expect(await dataOf(`/task/${taskId}/run/status`)).toMatchObject({ status: "scheduled" });
  await client.control("POST", `/keys/{key}/runs/${runId}/advance`);
  expect(await dataOf(`/task/${taskId}/run/status`)).toMatchObject({ status: "running" });
});

test("stopping a task makes it inactive", async () => {
  const { taskId } = await client.task(["running"], { recurring: true });
  await client.call("PUT", `/task/${taskId}/stop`);
  const rows = (await dataOf("/tasks")) as { id: string; status: string }[];
  expect(rows.find(({ id }) => id === taskId)?.status).toBe("inactive");
});

test("a right answer takes the run past its question, to its end", async () => {
  const { taskId, runId } = await client.task([{ script: "form-all-fields", speed: 20 }]);
  const path = `/task/${taskId}/run`;
  const status = () => dataOf(`${path}/status`);
  await expect.poll(status).toMatchObject({ detailedStatus: "tool_call" });
  const { toolCallId } = ((await status()) as { toolCall: { toolCallId: string } }).toolCall;
  const input = JSON.stringify([{ label: "Full name", value: "Ada Lovelace" }]);
  for (const [body, wanted] of [
    [{ input, toolCallId: "another" }, [400, "Tool call ID mismatch"]],
    [{ input: "Ada", toolCallId }, [400, "input must be a JSON string of the fields"]],
    [{ input, toolCallId }, [200, undefined]],
    [{ input, toolCallId }, [400, "The run is not waiting for input"]],
  ] as const) {
    const sent = await client.send("POST", `${path}/tool-input?runId=${runId}`, body);
    expect([sent.status, sent.body?.error]).toEqual(wanted);
  }
  await expect.poll(status).toMatchObject({ status: "completed", toolCall: null });
  const { answers } = await client.control("GET", `/keys/{key}/runs/${runId}/log`);
  expect(answers).toEqual([[{ label: "Full name", value: "Ada Lovelace" }]]);
});

test.each(["page=0", "page=-1", "limit=31", "limit=x"])(
  "paging by %s is refused",
  async (query) => {
    expect((await client.call("GET", `/tasks?${query}`)).status).toBe(400);
  },
);

test("a created task is scheduled at once", async () => {
  const { body } = await client.send("POST", "/task/create", { task: "Compare prices" });
  const { taskId } = (body ?? {}).data as { taskId: string };
  const [row] = (await dataOf(`/task/${taskId}/runs`)) as { id: string }[];
  const { transitions } = await client.control("GET", `/keys/{key}/runs/${row?.id}/log`);
  expect((transitions as unknown[])[0]).toMatchObject({ status: "scheduled" });
});
