/** Created tasks on a sandbox with a browser: what is told of them is what the browser did. */
import type { Sandbox } from "../../sandbox/server.ts";
import { processesOf } from "../../sandbox/driven/memory.ts";
import { drivenClient, isThere, startDriven } from "../../support/driven.ts";
import { expect, test, until } from "../../support/test.ts";

const MOST_BYTES = 300_000_000;

test.describe.configure({ mode: "default" });

let sandbox: Sandbox;
test.beforeAll(async () => {
  sandbox = await startDriven({ slowMs: 500 });
});
test.afterAll(() => sandbox.close());

test("a task's words choose site, search and filters; rows, words, recording and memory are of a real browser", async () => {
  const client = await drivenClient(sandbox);
  const taskId = await client.create("Find the cheapest yoga mat over 6 mm");
  await client.ended(taskId);
  const { status, output, dataTable } = await client.result(taskId);
  expect(status).toBe("completed");
  expect(dataTable.length).toBeGreaterThan(2);
  const thicknesses = dataTable.map(({ thickness }) => Number.parseFloat(String(thickness)));
  expect(Math.min(...thicknesses)).toBeGreaterThan(6);
  const prices = dataTable.map(({ price }) => Number(price));
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  const cheapest = dataTable.find(({ stock }) => stock === "In stock");
  expect(output).toContain(`**${String(cheapest?.product)}**`);

  const { transitions, memory } = await client.truth(taskId);
  const log = transitions as { detailedStatus: string; live: boolean }[];
  const words = log.map(({ detailedStatus }) => detailedStatus);
  expect(words).toContain("Searching for “yoga mat”");
  expect(words.at(-2)).toBe("Learning from the work so far");
  expect(log.findLast(({ live }) => live)?.detailedStatus).toContain("details");
  expect((memory as { ownBytes: number } | null)?.ownBytes ?? 0).toBeLessThan(MOST_BYTES);

  const gif = await client.gif(taskId);
  const picture = Buffer.from(await (await fetch(String(gif.url))).arrayBuffer());
  expect(picture.subarray(0, 6).toString("latin1")).toBe("GIF89a");
  expect(picture.byteLength).toBeGreaterThan(20_000);
});

test("the login asks, asks again after a wrong password, and the right one leads to the orders; what was typed is nowhere", async () => {
  const client = await drivenClient(sandbox);
  const taskId = await client.create("Log in and read my orders");
  const first = await client.question(taskId);
  expect(first.tool.name).toBe("form_input");
  const hint = /name[^a-z]*([a-z]\S*?)\W.*password[^a-z]*(\S+?)[.,”]?(?:\s|$)/i.exec(
    String(first.tool.parameters.description),
  );
  const [, user, password] = hint ?? [];
  expect([user, password]).not.toContain(undefined);
  expect((await client.status(taskId)).detailedStatus).toBe("tool_call");
  await client.answer(taskId, first, [user, "wrong-canary"]);
  const second = await client.question(taskId, first.toolCallId);
  expect(second.tool.parameters.heading).toBe("The shop did not accept that");
  const late = await client.answer(taskId, first, [user, password]);
  expect(late.status).toBe(400);
  await client.answer(taskId, second, [user, password]);
  await client.ended(taskId);
  const { status, dataTable } = await client.result(taskId);
  expect([status, dataTable.length > 6]).toEqual(["completed", true]);
  expect(JSON.stringify([await client.truth(taskId), dataTable])).not.toContain("canary");
});

test("a browser ends with its run: stopped, killed, or lost to a page", async () => {
  const client = await drivenClient(sandbox);
  const begin = async () => {
    const taskId = await client.create("Log in and read my orders");
    await client.question(taskId);
    const { browserPid } = await client.truth(taskId);
    const processes = processesOf(Number(browserPid));
    expect(processes.length).toBeGreaterThan(2);
    return { taskId, processes };
  };
  const [stopped, killed] = await Promise.all([begin(), begin()]);

  const waiting = await client.create("Collect today's headlines");
  await until(async () => (await client.status(waiting)).status).toBe("scheduled");
  expect((await client.status(waiting)).detailedStatus).toBe("Waiting for a free browser");

  expect((await client.stop(stopped.taskId)).status).toBe(200);
  expect((await client.result(stopped.taskId)).error).toBe("API abort");
  await until(() => stopped.processes.filter(isThere)).toEqual([]);
  await until(async () => (await client.status(waiting)).status).toBe("running");

  // As when the machine runs out of memory; the first one may only be a script that starts it.
  for (const pid of killed.processes) process.kill(pid, "SIGKILL");
  await client.ended(killed.taskId);
  expect((await client.result(killed.taskId)).error).toBe("The browser ended unexpectedly.");
  await until(() => killed.processes.filter(isThere)).toEqual([]);

  await client.ended(waiting);
  const { output, dataTable } = await client.result(waiting);
  expect(dataTable.length).toBeGreaterThan(10);
  expect(output).toMatch(/Not read: Markets \(.* 500/);
});
