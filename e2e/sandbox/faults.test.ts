import { afterAll, beforeAll, expect, test } from "vitest";
import { faultList, faultNamed } from "./fault-list.ts";
import { FAULT_KINDS } from "./fault-queue.ts";
import type { Sandbox } from "./server.ts";
import { startSandbox } from "./server.ts";
import { newClient } from "./test-client.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** A key with one running task and this fault on its status call. */
async function faulty(fault: Record<string, unknown>) {
  const client = await newClient(sandbox, "stock");
  const { taskId } = await client.task(["running"]);
  await client.control("PUT", "/keys/{key}/faults", { faults: [{ endpoint: "status", ...fault }] });
  const status = (init?: RequestInit) => client.call("GET", `/task/${taskId}/run/status`, init);
  return { client, status };
}

test.each<[Record<string, unknown>, number, RegExp]>([
  [{ kind: "status", code: 503, type: "html", text: "Bad gateway" }, 503, /^<!DOCTYPE/],
  [{ kind: "status", code: 500 }, 500, /"success":false/],
  [{ kind: "status", code: 502, type: "empty" }, 502, /^$/],
  [{ kind: "failure", text: "messages.map is not a function" }, 200, /messages\.map/],
  [{ kind: "slow", ms: 30 }, 200, /"status":"running"/],
  [{ kind: "drip", ms: 0 }, 200, /"status":"running"/],
  [{ kind: "html" }, 200, /^<!doctype html>/],
  [{ kind: "empty" }, 200, /^$/],
  [{ kind: "noContent" }, 204, /^$/],
  [{ kind: "huge", bytes: 2_000_000 }, 200, /^{"success":true.{2000000}/],
  [{ kind: "gzipBomb", bytes: 3_000_000 }, 200, /^ {3000000}/],
  [{ kind: "deepJson", depth: 50 }, 200, /\[{50}\]{50}/],
  [{ kind: "proto" }, 200, /"__proto__":{"polluted":true}/],
  [{ kind: "rateLimited", retryAfter: "soon" }, 429, /Too many/],
  [{ kind: "notModified" }, 304, /^$/],
  [{ kind: "redirect", location: "http://127.0.0.1:9/canary" }, 302, /^$/],
  [{ kind: "wrongTypes" }, 200, /"toolCall":"none"/],
  [{ kind: "unknownEnum" }, 200, /"status":"paused"/],
  [{ kind: "nullStatus" }, 200, /"status":null/],
  [{ kind: "newerRun", text: "Another" }, 200, /"detailedStatus":"Another"/],
  [{ kind: "body", body: "raw", contentType: "text/plain" }, 200, /^raw$/],
])("the fault %j is sent", async (fault, wanted, text) => {
  const { status } = await faulty(fault);
  const sent = await status();
  expect([sent.status, text.test(sent.text)]).toEqual([wanted, true]);
});

test("a byte order mark stands before the ordinary answer", async () => {
  const { client } = await faulty({ kind: "bom", endpoint: "check" });
  const headers = { "x-api-key": client.key };
  const bytes = await (await fetch(`${sandbox.apiUrl}/check`, { headers })).bytes();
  expect(Buffer.from(bytes).toString("utf8")).toBe(`\ufeff{"success":true,"data":"ok"}`);
});

test.each(["reset", "truncated"])("the fault %s breaks the connection", async (kind) => {
  const { status } = await faulty({ kind });
  await expect(status()).rejects.toThrow();
});

test("silence lasts until the client gives up", async () => {
  const { status } = await faulty({ kind: "hang" });
  await expect(status({ signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout|abort/i);
});

test("a fault waits for its call, happens so many times, and touches its endpoint only", async () => {
  const { client, status } = await faulty({ kind: "noContent", afterCalls: 1, times: 2 });
  expect((await client.call("GET", "/check")).status).toBe(200);
  const seen = [await status(), await status(), await status(), await status()];
  expect(seen.map((sent) => sent.status)).toEqual([200, 204, 204, 200]);
  const { log } = await client.control("GET", "/keys/{key}/calls");
  expect((log as { outcome: string }[])[2]?.outcome).toBe("fault noContent");
});

test("the table of faults has a name for each kind, and what it sends is taken", async () => {
  const names = new Set(faultList().map(({ name }) => name));
  expect(names.size).toBe(faultList().length);
  expect(new Set(faultList().map(({ fault }) => fault.kind))).toEqual(new Set(FAULT_KINDS));
  const client = await newClient(sandbox, "stock");
  const faults = faultList().map(({ name, fault }) => ({ endpoint: "*", name, ...fault }));
  expect(await client.control("PUT", "/keys/{key}/faults", { faults })).toEqual({ ok: true });
  expect(() => faultNamed("none such")).toThrow("none such");
});

test("whoever refuses is not there, and comes back at the same place", async () => {
  const own = await startSandbox({ keepAliveMs: 1_000 });
  const client = await newClient(own, "stock");
  const check = () => client.call("GET", "/check");
  expect((await check()).status).toBe(200);
  expect(await own.sockets()).toBeGreaterThan(0);
  await own.refuse();
  await expect(check()).rejects.toThrow("fetch failed");
  expect(await own.sockets()).toBe(0);
  await own.accept();
  expect((await check()).status).toBe(200);
  expect(await own.sockets()).toBeGreaterThan(0);
  await own.close();
});

test("faults for everybody, and an outage, end when told", async () => {
  const client = await newClient(sandbox, "stock");
  const check = () => client.call("GET", "/check");
  await client.control("PUT", "/faults", {
    faults: [{ endpoint: "*", kind: "status", code: 500 }],
  });
  expect((await check()).status).toBe(500);
  await client.control("DELETE", "/faults");
  expect((await check()).status).toBe(200);
  await client.control("POST", "/outage", {});
  await expect(check()).rejects.toThrow();
  await client.control("DELETE", "/outage");
  expect((await check()).status).toBe(200);
  expect((await client.control("GET", "/keys/{key}/calls")).total).toBe(4);
});
