/** Created tasks on a sandbox with a browser: what is told of them is what the browser did. */
import type { Sandbox } from "../../sandbox/server.ts";
import { processesOf } from "../../sandbox/driven/memory.ts";
import {
  type Driven,
  drivenClient,
  isThere,
  type Question,
  signInOf,
  startDriven,
} from "../../support/driven.ts";
import { expect, test, until } from "../../support/test.ts";

/** A page takes as long, so that each browser that reads it is weighed: once a second. */
const SLOW_MS = 1_100;
const LEAST_BYTES = 10_000_000;
const MOST_BYTES = 300_000_000;
const ORDERS = "Log in and read my orders";

const NEXT_YEAR = new Date().getUTCFullYear() + 1;
/** By the type of the field: the form has one of each. */
const RIGHT: Record<string, unknown> = {
  text: "Ada Rower",
  date: "1990-12-10",
  email: "ada@example.com",
  tel: "+49 30 901820",
  url: "https://example.com/ada",
  password: "secret-canary",
  number: "4.5",
  select: "eight",
  radio: "student",
  range: "7",
  month: `${NEXT_YEAR}-05`,
  "datetime-local": `${NEXT_YEAR}-05-03T10:00`,
  time: "07:15",
  week: `${NEXT_YEAR}-W20`,
  textarea: "Because the river is there every morning.",
  switch: true,
  checkbox: true,
};
const typesOf = ({ tool }: Question) =>
  (tool.parameters.fields as { type: string }[]).map(({ type }) => type);

test.describe.configure({ mode: "default", timeout: 120_000 });

let sandbox: Sandbox;
test.beforeAll(async () => {
  sandbox = await startDriven({ slowMs: SLOW_MS });
});
test.afterAll(() => sandbox.close());

/** The words choose site, search and filters; what is told is what the browser found and did. */
async function buys(client: Driven): Promise<void> {
  const taskId = await client.create("Buy the cheapest yoga mat over 6 mm");
  const first = await client.question(taskId);
  expect(first.tool.name).toBe("form_input");
  expect((await client.status(taskId)).detailedStatus).toBe("tool_call");
  const right = signInOf(first);
  await client.answer(taskId, first, [right[0], "wrong-canary"]);
  const second = await client.question(taskId, first.toolCallId);
  expect(second.tool.parameters.heading).toBe("The shop did not accept that");
  const late = await client.answer(taskId, first, right);
  expect(late.status).toBe(400);
  await client.answer(taskId, second, right);
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
  expect(output).toMatch(/Ordered: Order LM-\d+\.$/);

  const { transitions } = await client.truth(taskId);
  const words = transitions.map(({ detailedStatus }) => detailedStatus);
  expect(words).toContain("Searching for “yoga mat”");
  const checkout = words.indexOf("tool_call");
  expect(words.slice(checkout - 1)).toEqual([
    "Going to the checkout",
    "tool_call",
    "Going to the checkout",
    "Signing in",
    "tool_call",
    "Signing in",
    "Placing the order",
    "Placing the order",
    "Learning from the work so far",
    "completed",
  ]);
  expect(JSON.stringify([transitions, dataTable, output])).not.toContain("canary");
  expect(transitions.findLast(({ live }) => live)?.detailedStatus).toBe("Placing the order");

  const gif = await client.gif(taskId);
  const picture = Buffer.from(await (await fetch(String(gif.url))).arrayBuffer());
  expect(picture.subarray(0, 6).toString("latin1")).toBe("GIF89a");
  expect(picture.byteLength).toBeGreaterThan(20_000);
}

/** Fields of every type are asked, and asked again for what the page does not take. */
async function fillsForm(client: Driven): Promise<void> {
  const taskId = await client.create("Fill in the application form");
  const first = await client.question(taskId);
  expect(first.tool.parameters.heading).toBe("Apply for membership");
  expect(typesOf(first).toSorted()).toEqual(Object.keys(RIGHT).toSorted());
  const answer = (question: Question, values: typeof RIGHT) =>
    client.answer(
      taskId,
      question,
      typesOf(question).map((type) => values[type]),
    );
  await answer(first, { time: "07:20" });
  const second = await client.question(taskId, first.toolCallId);
  expect(second.tool.parameters.heading).toBe("Apply for membership: not accepted yet");
  const faults = String(second.tool.parameters.description);
  expect(faults).toMatch(/Full name \S+ is missing/);
  expect(faults).toMatch(/Best time to train \S+ is out of its range or between its steps/);
  await answer(second, RIGHT);
  await client.ended(taskId);
  const { status, dataTable } = await client.result(taskId);
  expect(status).toBe("completed");
  expect(dataTable).toHaveLength(Object.keys(RIGHT).length);
  expect(dataTable).toEqual(
    expect.arrayContaining([
      { field: "full name", value: RIGHT.text },
      { field: "best time to train", value: RIGHT.time },
      { field: "membership", value: "Student" },
      { field: "password for the boat diary", value: "received, not shown" },
    ]),
  );
  const all = [first, second, dataTable, await client.truth(taskId)];
  expect(JSON.stringify(all)).not.toContain("canary");
}

test("a purchase asks at the login, asks again after a wrong password, and ends with an order, while a form is asked field by field", async () => {
  const client = await drivenClient(sandbox);
  await Promise.all([buys(client), fillsForm(client)]);
});

test("a browser ends with its run: stopped, killed, or lost to a page; a server that departs from the document tells of a driven run as of others", async () => {
  const client = await drivenClient(sandbox);
  const stock = await drivenClient(sandbox, "stock");
  const begin = async (by: Driven) => {
    const taskId = await by.create(ORDERS);
    const question = await by.question(taskId);
    const { browserPid, runId, transitions } = await by.truth(taskId);
    const processes = processesOf(Number(browserPid));
    expect(processes.length).toBeGreaterThan(2);
    return { taskId, question, processes, runId, transitions };
  };
  const [stopped, killed] = await Promise.all([begin(stock), begin(client)]);

  const waiting = await client.create("Collect today's world, weather and markets headlines");
  await until(async () => (await client.status(waiting)).status).toBe("scheduled");
  expect((await client.status(waiting)).detailedStatus).toBe("Waiting for a free browser");

  const { taskId, question } = stopped;
  expect(stopped.transitions[0]?.status).toBeNull();
  expect((await stock.result(taskId)).dataTable).toEqual([
    { title: "", status: "pending", rowId: 1 },
  ]);
  const refused = await stock.answer(taskId, question, signInOf(question));
  expect([refused.status, refused.body]).toEqual([
    200,
    { success: false, error: "Tool call ID mismatch" },
  ]);
  expect((await stock.status(taskId)).toolCall?.toolCallId).toBe(question.toolCallId);

  const stop = await stock.call("PUT", `/task/${taskId}/run/${stopped.runId}/stop`);
  expect([stop.status, stop.body?.success]).toEqual([200, true]);
  expect(await stock.result(taskId)).toMatchObject({ status: "error", error: "API abort" });
  await until(() => stopped.processes.filter(isThere)).toEqual([]);
  await until(async () => (await client.status(waiting)).status).not.toBe("scheduled");

  // As when the machine runs out of memory; the first one may only be a script that starts it.
  for (const pid of killed.processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went with the one before.
    }
  }
  await client.ended(killed.taskId);
  expect((await client.result(killed.taskId)).error).toBe("The browser ended unexpectedly.");
  await until(() => killed.processes.filter(isThere)).toEqual([]);

  await client.ended(waiting);
  const { output, dataTable } = await client.result(waiting);
  expect(dataTable.length).toBeGreaterThan(6);
  expect(output).toMatch(/Not read: Markets \(.* 500/);
  const { memory } = await client.truth(waiting);
  if (process.platform === "linux") {
    expect(memory?.ownBytes).toBeGreaterThan(LEAST_BYTES);
    expect(memory?.ownBytes).toBeLessThan(MOST_BYTES);
  } else expect(memory).toBeNull();
});
