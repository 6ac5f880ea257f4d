import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "../support/http-client.ts";
import { CONTROL_PREFIX } from "./control.ts";
import { faultList } from "./fault-list.ts";
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

/** A control call with the headers as they are given: fetch keeps some of them to itself. */
const asked = (method: string, path: string, headers: Record<string, string>) =>
  send(new URL(sandbox.controlUrl).origin, `${CONTROL_PREFIX}${path}`, {
    method,
    headers,
    ...(method === "POST" ? { body: "{}" } : {}),
  });

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
  const { origin } = new URL(sandbox.controlUrl);
  const other = sandbox.liveOrigin;
  const site = "sec-fetch-site";
  for (const [headers, wanted] of [
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: other, [site]: "same-site" }, 403],
    [{ origin: `${origin}.evil.example` }, 403],
    [{ origin: origin.replace("http:", "https:") }, 403],
    [{ [site]: "cross-site" }, 403],
    [{ [site]: "same-site" }, 403],
    [{ origin, [site]: "cross-site" }, 403],
    [{ origin, [site]: "same-origin" }, 200],
    [{ [site]: "same-origin" }, 200],
    [{}, 200],
  ] as [Record<string, string>, number][]) {
    const called = await asked("POST", "/keys", headers);
    expect([headers, called.status]).toEqual([headers, wanted]);
  }
});

test.each([
  ["evil.example", 421],
  ["evil.example:2003", 421],
  ["localhost.evil.example", 421],
  ["127.0.0.1.evil.example", 421],
  ["localhost:1@evil.example", 421],
  ["localhost", 200],
  ["127.0.0.1:2003", 200],
  ["[::1]:2003", 200],
])("control calls and their page are served under the name %s: %i", async (host, wanted) => {
  expect((await asked("POST", "/keys", { host })).status).toBe(wanted);
  // As a browser sends it whose name server leads a website's name here.
  const rebound = { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
  expect((await asked("POST", "/keys", rebound)).status).toBe(wanted);
  expect((await asked("GET", "/", { host })).status).toBe(wanted);
});

test("the control page names every fault and endpoint, and can be in no frame", async () => {
  const page = await asked("GET", "/", { "sec-fetch-site": "cross-site" });
  const policy = String(page.headers["content-security-policy"]);
  expect(page.status).toBe(200);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|http:/);
  const [, data = ""] = /id="data">(.*?)<\/script>/s.exec(page.text) ?? [];
  const { faults, endpoints, demoKey } = JSON.parse(data);
  expect(faults).toEqual(faultList());
  expect(endpoints).toContain("toolInput");
  expect(demoKey).toBe(sandbox.demoKey);
});

test("faults are added one by one, shown while they wait, and removed one by one", async () => {
  const own = await newClient(sandbox, "stock");
  const add = (fault: object) =>
    own.control("POST", "/keys/{key}/faults", { faults: [{ endpoint: "check", ...fault }] });
  await add({ kind: "noContent", name: "204", times: 1 });
  await add({ kind: "status", code: 503 });
  const now = async () => own.control("GET", "/keys/{key}/now");
  expect((await now()).faults).toMatchObject([{ name: "204", times: 1 }, { kind: "status" }]);
  expect((await own.call("GET", "/check")).status).toBe(204);
  const { faults, log, outage } = await now();
  expect(faults).toMatchObject([{ kind: "status", code: 503 }]);
  expect(log).toMatchObject([{ endpoint: "check", outcome: "fault 204" }]);
  expect(outage).toBe(false);
  const [{ id } = { id: 0 }] = faults as { id: number }[];
  expect((await own.control("DELETE", `/keys/{key}/faults/${id}`)).removed).toBe(true);
  expect((await own.control("DELETE", `/keys/{key}/faults/${id}`)).removed).toBe(false);
  expect((await own.call("GET", "/check")).status).toBe(200);
  const { keys } = await own.control("GET", "/keys");
  expect(keys).toContainEqual({ key: own.key, dialect: "stock" });
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
