/** Creating a task: sent once for each key, and told as far as it is known. */
import { address } from "../../support/addresses.ts";
import { startDashboard } from "../../support/dashboard.ts";
import { type Answer, Client } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

const TASK = { task: "Compare monitors\nfor reading", agent: "GENERATIVE_AGENT" };
const KEY = "key-of-this-one-wish";

const post = (client: Client, body: unknown = TASK, key: string | null = KEY): Promise<Answer> =>
  client.send("/api/tasks", {
    method: "POST",
    body,
    headers: key === null ? {} : { "idempotency-key": key },
  });
const codeOf = (answer: Answer): unknown => (answer.json().error as { code?: unknown })?.code;
const ask = (client: Client, key = KEY) => client.get(`/api/tasks/creations/${key}`);
const creates = async (sandbox: SandboxKey) => (await sandbox.calls()).byEndpoint.create;

inBothDialects("on", () => {
  test("ten that come at once with one key create one task, and all are told which", async ({
    client,
    sandbox,
  }) => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(client)));
    for (const answer of answers) expect(answer.status, answer.text).toBe(200);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { taskId } = answers[0]?.json() ?? {};
    expect((await post(client)).json()).toEqual({ taskId });
    expect((await ask(client)).json()).toMatchObject({ state: "created", taskId });
    const other = await post(client, { ...TASK, task: "Another" });
    expect([other.status, codeOf(other)]).toEqual([409, "already_sent"]);
    expect(await creates(sandbox)).toBe(1);
  });

  test("a new task prepares, also while no list names it, and is known by its own words", async ({
    client,
    sandbox,
  }) => {
    await sandbox.setFaults(
      { endpoint: "tasks", kind: "failure" },
      { endpoint: "runs", kind: "body", body: '{"success":true,"data":[],"total":0}' },
    );
    const { taskId } = (await post(client)).json();
    const run = async () => (await client.get(`/api/tasks/${taskId}/runs/latest`)).json();
    const first = await run();
    expect(first.task).toEqual({
      id: taskId,
      name: "Compare monitors",
      active: true,
      createdHere: true,
    });
    expect(first.state).toBe("preparing");
    await sandbox.setFaults({ endpoint: "tasks", kind: "failure" });
    await until(async () => (await run()).state).toMatch(/running|completed/);
    await sandbox.clearFaults();
    const names = async () => {
      const { tasks } = (await client.get("/api/tasks")).json() as { tasks: { name: string }[] };
      return tasks.map(({ name }) => name);
    };
    await until(names).toEqual([expect.stringMatching(/^Compare monitors\sfor reading$/)]);
  });

  test("what a task was created with can be had again; of others there is nothing", async ({
    client,
    sandbox,
  }) => {
    const tools = [
      {
        type: "function",
        function: { name: "look", parameters: { type: "object", b: 1, a: [null] } },
      },
    ];
    const { taskId } = (await post(client, { ...TASK, tools })).json();
    const template = await client.get(`/api/tasks/${taskId}/template`);
    expect(template.json()).toEqual({ ...TASK, tools });
    const { taskId: foreign } = await sandbox.addTask({ runs: [{ script: "completed" }] });
    expect((await client.get(`/api/tasks/${foreign}/template`)).status).toBe(404);
  });

  test("a task the server refuses is told to be, without its words, and stays so", async ({
    client,
    sandbox,
  }) => {
    const text = "insert into flows: relation 10.0.0.7";
    await sandbox.setFaults({ endpoint: "create", kind: "failure", text });
    for (const time of ["first", "second"]) {
      const answer = await post(client);
      expect([answer.status, codeOf(answer)], time).toEqual([409, "upstream_refused"]);
      expect(answer.text).not.toContain("10.0.0.7");
    }
    expect((await ask(client)).json()).toMatchObject({ state: "refused", taskId: null });
    expect(await creates(sandbox)).toBe(1);
  });
});

for (const [name, fault] of [
  ["is cut off", { kind: "reset" }],
  ["is half an answer", { kind: "truncated" }],
  ["is a page of a proxy", { kind: "status", code: 500, type: "html" }],
  ["is no answer of the API", { kind: "html" }],
  ["names no task", { kind: "wrongTypes" }],
] as const) {
  test(`a call that ${name} may have created the task: it is told so, and never sent again`, async ({
    client,
    sandbox,
  }) => {
    await sandbox.setFaults({ endpoint: "create", ...fault });
    for (const time of ["first", "second"]) {
      const answer = await post(client);
      expect([answer.status, codeOf(answer)], time).toEqual([504, "create_unconfirmed"]);
    }
    expect((await ask(client)).json()).toMatchObject({ state: "unconfirmed", taskId: null });
    expect(await creates(sandbox)).toBe(1);
  });
}

test("who goes away meanwhile finds the task created, and so does whoever comes with the key", async ({
  client,
  sandbox,
}) => {
  await sandbox.setFaults({ endpoint: "create", kind: "slow", ms: 3_000 });
  const gone = new AbortController();
  const left = fetch(`${client.origin}/api/tasks`, {
    method: "POST",
    headers: {
      cookie: client.cookie ?? "",
      origin: client.origin,
      "content-type": "application/json",
      "idempotency-key": KEY,
    },
    body: JSON.stringify(TASK),
    signal: gone.signal,
  });
  left.catch(() => undefined);
  await until(() => creates(sandbox)).toBe(1);
  gone.abort();
  const { taskId } = (await post(client)).json();
  expect((await ask(client)).json()).toMatchObject({ state: "created", taskId });
  expect(await creates(sandbox)).toBe(1);
});

test("what surely was not done leaves the key free", async ({ client, sandbox }) => {
  await sandbox.setFaults({ endpoint: "create", kind: "rateLimited", retryAfter: "1", times: 1 });
  const answer = await post(client);
  expect([answer.status, codeOf(answer)]).toEqual([429, "rate_limited"]);
  expect(answer.headers["retry-after"]).toBe("1");
  expect((await ask(client)).status).toBe(404);
  await until(async () => (await post(client)).status).toBe(200);
});

test("a process that is killed in between sends nothing again, and knows no more than that", async ({
  sandbox,
}) => {
  test.setTimeout(120_000);
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  const name = "killed-in-creating";
  let dashboard = await startDashboard({ name, upstreams });
  try {
    const client = new Client(dashboard.origin);
    await client.signIn(sandbox.key);
    await sandbox.setFaults({ endpoint: "create", kind: "hang" });
    post(client).catch(() => undefined);
    await until(() => creates(sandbox)).toBe(1);
    await dashboard.stop({ signal: "SIGKILL", keepData: true });
    const port = Number(new URL(dashboard.origin).port);
    dashboard = await startDashboard({ name, upstreams, port, dataDir: dashboard.dataDir });
    await sandbox.clearFaults();
    const answer = await post(client);
    expect([answer.status, codeOf(answer)]).toEqual([504, "create_unconfirmed"]);
    expect((await ask(client)).json()).toMatchObject({ taskId: null });
    expect(await creates(sandbox)).toBe(1);
  } finally {
    await dashboard.stop();
  }
});

test.describe("what is asked for", () => {
  const long = "x".repeat(20_001);
  const cases: [string, unknown, string | null, string][] = [
    ["without a key", TASK, null, "Idempotency-Key"],
    ["with a key that is too short", TASK, "short", "Idempotency-Key"],
    ["with a key of other signs", TASK, "key with blanks in it", "Idempotency-Key"],
    ["without a text", { ...TASK, task: " \n " }, KEY, "task"],
    ["with a text that is too long", { ...TASK, task: long }, KEY, "task"],
    ["with tools of another shape", { ...TASK, tools: [{ type: "x" }] }, KEY, "tools.0.type"],
    ["with more than is known", { ...TASK, runId: "x" }, KEY, ""],
  ];
  for (const [name, body, key, place] of cases) {
    test(`${name} is refused, and nothing is sent`, async ({ client, sandbox }) => {
      const answer = await post(client, body, key);
      expect([answer.status, codeOf(answer)]).toEqual([400, "bad_request"]);
      expect(answer.text).toContain(place);
      expect(await creates(sandbox)).toBe(0);
    });
  }

  test("of somebody else's is not there", async ({ client, browserName: _browserName }) => {
    const { taskId } = (await post(client)).json();
    expect((await ask(client, "another-key-altogether")).status).toBe(404);
    const nobody = new Client();
    for (const path of [`/api/tasks/creations/${KEY}`, `/api/tasks/${taskId}/template`]) {
      expect((await nobody.get(path)).status).toBe(401);
    }
    expect((await post(nobody)).status).toBe(401);
  });
});
