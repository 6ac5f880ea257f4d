/** Every documented call in every situation: what it is answered, on both kinds of server. */
import { address } from "../../support/addresses.ts";
import { apiDescription } from "../../support/api-description.ts";
import { startDashboard } from "../../support/dashboard.ts";
import { Client, type RequestOptions } from "../../support/http-client.ts";
import {
  type Dialect,
  type Endpoint,
  mintKey,
  type RunOptions,
  type SandboxKey,
  type TaskOptions,
} from "../../support/sandbox.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

/** Texts of the servers, whole or in part, that are nobody's to see. */
const RAW =
  /ECONNREFUSED|postgres|ID mismatch|not found|API abort|Cannot (GET|PUT)|at Layer|<!doctype/;

const JSON_TYPE = { "content-type": "application/json" };

type Told = { status: number; body: Record<string, unknown> };
const done: Told = { status: 200, body: { success: true } };
const tells = (data: unknown): Told => ({ status: 200, body: { success: true, data } });
const fails = (status: number, code: string): Told => ({
  status,
  body: { success: false, error: expect.stringMatching(/\S/), code },
});

/** One request by key, as a client's, and its answer with what the description has against it. */
async function ask(
  { key }: Pick<SandboxKey, "key">,
  method: string,
  path: string,
  options: RequestOptions = {},
) {
  const { status, text, json } = await new Client().send(`/api/v1${path}`, {
    method,
    ...options,
    // As a program's: it has no origin.
    headers: { "x-api-key": key, origin: "", ...options.headers },
  });
  expect(text).not.toMatch(RAW);
  const body = json();
  const faultsOf = await apiDescription();
  const [plain = ""] = path.split("?");
  return { told: { status, body }, faults: faultsOf(method, plain, status, body) };
}

type Situation = {
  name: string;
  task?: TaskOptions;
  /** The call, on the task's first run where it says so. */
  call: (ids: { task: string; run: string }) => [method: string, path: string, body?: unknown];
  /** What it is answered; the same on both kinds of server unless they are named. */
  told: Told | Record<Dialect, Told>;
  /** How often an endpoint of the server was asked. */
  asked?: Partial<Record<Endpoint, number>>;
};

const one = (script: RunOptions["script"], more: TaskOptions = {}): TaskOptions => ({
  runs: [{ script }],
  ...more,
});
/** An older run, and the one that a server would take any other for. */
const two = (older: string, newest = "running"): TaskOptions => ({
  recurring: true,
  runs: [{ script: older, startedAgoMs: 60_000 }, { script: newest }],
});
const gif = { status: "completed", url: expect.stringMatching(/%2Frun\.gif$/) };
const noGif = { status: "error", error: expect.stringMatching(/\S/) };
const question = { toolCallId: "0f9b1f0e-6a34-4f0b-9a1c-2f2f8b6a7c11" };
const input = JSON.stringify({ fields: [] });

const SITUATIONS: Situation[] = [
  { name: "check, with a good key", call: () => ["GET", "/check"], told: tells("ok") },
  {
    name: "tasks",
    task: one("completed", { name: "Heat pumps" }),
    call: () => ["GET", "/tasks?limit=5"],
    told: {
      status: 200,
      body: {
        success: true,
        data: [{ id: expect.any(String), status: "inactive", readable_name: "Heat pumps" }],
        total: 1,
        page: 1,
        limit: 5,
      },
    },
  },
  {
    name: "runs, the newest first",
    task: two("completed"),
    call: ({ task }) => ["GET", `/task/${task}/runs?page=2&limit=1`],
    told: {
      status: 200,
      body: {
        success: true,
        data: [{ id: expect.any(String), created_at: expect.stringMatching(/Z$/) }],
        total: 2,
        page: 2,
        limit: 1,
      },
    },
  },
  {
    name: "runs of a task that has none",
    task: { recurring: true },
    call: ({ task }) => ["GET", `/task/${task}/runs`],
    told: { status: 200, body: { success: true, data: [], total: 0, page: 1, limit: 30 } },
  },
  {
    name: "the result of a run that goes on",
    task: one("running"),
    call: ({ task }) => ["GET", `/task/${task}/run/result`],
    told: tells({ status: "running", dataTable: expect.any(Array) }),
  },
  {
    name: "the result of an older run",
    task: two("failed-with-reason"),
    call: ({ task, run }) => ["GET", `/task/${task}/run/result?runId=${run}`],
    told: tells({
      status: "error",
      error: "The shop refused the delivery address.",
      dataTable: expect.any(Array),
    }),
  },
  {
    name: "the result before a run exists",
    task: one("preparing"),
    call: ({ task }) => ["GET", `/task/${task}/run/result`],
    told: {
      stock: tells({ status: null, dataTable: [] }),
      documented: tells({ status: "scheduled", dataTable: [] }),
    },
  },
  {
    name: "a stop of a run that has ended",
    task: one("completed"),
    call: ({ task, run }) => ["PUT", `/task/${task}/run/stop?runId=${run}`],
    told: fails(400, "run_ended"),
  },
  {
    name: "a stop before a run exists",
    task: one("preparing"),
    call: ({ task }) => ["PUT", `/task/${task}/run/stop`],
    told: { stock: fails(404, "not_found"), documented: done },
  },
  {
    name: "a stop with an empty body",
    task: one("running"),
    call: ({ task }) => ["PUT", `/task/${task}/run/stop`, ""],
    told: done,
  },
  {
    name: "a stop of an active task",
    task: two("completed"),
    call: ({ task }) => ["PUT", `/task/${task}/stop`, "null"],
    told: { stock: fails(500, "stop_unconfirmed"), documented: done },
    asked: { taskStop: 1 },
  },
  {
    name: "a stop of a task that is inactive",
    task: one("completed"),
    call: ({ task }) => ["PUT", `/task/${task}/stop`],
    told: done,
  },
  {
    name: "the recording of a completed run",
    task: one("result-gif"),
    call: ({ task, run }) => ["GET", `/task/${task}/run/gif?runId=${run}`],
    told: tells(gif),
  },
  {
    name: "the recording of an older run",
    task: two("result-gif"),
    call: ({ task, run }) => ["GET", `/task/${task}/run/gif?runId=${run}`],
    told: tells(gif),
  },
  {
    name: "the recording of a run that goes on",
    task: one("running"),
    call: ({ task }) => ["GET", `/task/${task}/run/gif`],
    told: tells({ status: "pending" }),
    asked: { gif: 0 },
  },
  {
    name: "the recording of a stopped run",
    task: one("stopped"),
    call: ({ task }) => ["GET", `/task/${task}/run/gif`],
    told: tells(noGif),
    asked: { gif: 0 },
  },
  {
    name: "an answer to the open question",
    task: one("waiting"),
    call: ({ task }) => ["POST", `/task/${task}/run/tool-input`, { input, ...question }],
    told: { stock: fails(500, "answers_unsupported"), documented: done },
  },
  {
    name: "an answer to another question",
    task: one("waiting"),
    call: ({ task }) => ["POST", `/task/${task}/run/tool-input`, { input, toolCallId: "other" }],
    told: fails(400, "answer_stale"),
    asked: { toolInput: 0 },
  },
  {
    name: "an answer where nothing is asked",
    task: one("running"),
    call: ({ task }) => ["POST", `/task/${task}/run/tool-input`, { input }],
    told: fails(400, "answer_stale"),
    asked: { toolInput: 0 },
  },
  {
    name: "an answer without one",
    task: one("waiting"),
    call: ({ task }) => ["POST", `/task/${task}/run/tool-input`, { ...question }],
    told: fails(400, "bad_request"),
    asked: { toolInput: 0 },
  },
  {
    name: "a new task",
    call: () => ["POST", "/task/create", { task: "Draft a letter" }],
    told: tells({ taskId: expect.any(String) }),
    asked: { create: 1 },
  },
];

inBothDialects("in front of", (dialect) => {
  test("each call in each situation is answered as the document has it, and truly", async () => {
    const tell = async ({ name, task, call, told, asked = {} }: Situation) => {
      const sandbox = await mintKey(address("sandbox"), { dialect });
      const { taskId = "", runIds = [] } = task ? await sandbox.addTask(task) : {};
      const [method, path, body] = call({ task: taskId, run: runIds[0] ?? "" });
      const headers = body === undefined ? {} : JSON_TYPE;
      let answer = await ask(sandbox, method, path, { body, headers });
      // A first look that took longer than it is waited for is told as such, and asked again.
      if (method === "GET") {
        while (answer.told.body.code === "upstream_timeout")
          answer = await ask(sandbox, method, path);
      }
      expect.soft(answer.told, name).toEqual("status" in told ? told : told[dialect]);
      expect.soft(answer.faults, name).toEqual([]);
      expect.soft((await sandbox.calls()).byEndpoint, name).toMatchObject(asked);
    };
    // A few at a time: a first look is given 6 s, and what all of them ask the server takes as long.
    const left = [...SITUATIONS];
    const tellOn = async () => {
      for (let next = left.shift(); next; next = left.shift()) await tell(next);
    };
    await Promise.all(Array.from({ length: 5 }, tellOn));
  });

  test("a server that fails is 500, or 400 where it refused a change, and its words stay here", async ({
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    await ask(sandbox, "GET", `/task/${taskId}/run/status`);
    const reads: [Endpoint, string][] = [
      ["check", "/check"],
      ["tasks", "/tasks"],
      ["runs", `/task/${taskId}/runs`],
      ["result", `/task/${taskId}/run/result`],
    ];
    for (const [endpoint, path] of reads) {
      await sandbox.setFaults({ endpoint, kind: "failure" });
      const { told, faults } = await ask(sandbox, "GET", path);
      expect({ path, told, faults }).toEqual({
        path,
        told: fails(500, "upstream_error"),
        faults: [],
      });
    }
    const writes: [Endpoint, string, string, unknown][] = [
      ["create", "POST", "/task/create", { task: "Draft a letter" }],
      ["stop", "PUT", `/task/${taskId}/run/stop`, "null"],
      ["taskStop", "PUT", `/task/${taskId}/stop`, "null"],
    ];
    for (const [endpoint, method, path, body] of writes) {
      await sandbox.setFaults({ endpoint, kind: "failure" });
      const { told, faults } = await ask(sandbox, method, path, { body, headers: JSON_TYPE });
      expect({ path, told, faults }).toEqual({
        path,
        told: fails(400, "upstream_refused"),
        faults: [],
      });
    }
  });

  test("however many ask, the server is asked for a result once a second and for a recording once", async ({
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const ended = await sandbox.addTask({ runs: [{ script: "completed" }] });
    await ask(sandbox, "GET", `/task/${taskId}/run/status`);
    await ask(sandbox, "GET", `/task/${ended.taskId}/run/status`);
    await sandbox.resetCalls();
    const many = (path: string) =>
      Promise.all(Array.from({ length: 8 }, () => ask(sandbox, "GET", path)));
    const begun = Date.now();
    await many(`/task/${taskId}/run/result`);
    const seconds = Math.floor((Date.now() - begun) / 1_000);
    const gifs = [...(await many(`/task/${ended.taskId}/run/gif`))];
    gifs.push(...(await many(`/task/${ended.taskId}/run/gif`)));
    for (const { told } of gifs) expect(told).toEqual(tells({ status: "pending" }));
    // Where runs are not in its paths, the server says so first.
    const { byEndpoint } = await sandbox.calls();
    const calls = dialect === "documented" ? 2 : 1;
    expect(byEndpoint.gif).toBe(calls);
    expect(byEndpoint.result).toBeGreaterThanOrEqual(calls);
    expect(byEndpoint.result).toBeLessThanOrEqual(calls * (1 + seconds));
  });
});

test("a page of tasks that a client reads is on the dashboard's list, in the server's order", async ({
  sandbox,
}) => {
  await sandbox.addTasks(12, "Mine");
  const names: string[] = [];
  for (const page of [1, 2, 3]) {
    const { told } = await ask(sandbox, "GET", `/tasks?page=${page}&limit=4`);
    const rows = told.body.data as { readable_name: string }[];
    names.push(...rows.map((row) => row.readable_name));
  }
  expect(new Set(names).size).toBe(12);
  // From here on nothing can be read but what the client's own reading has left.
  await sandbox.setFaults({ endpoint: "tasks", kind: "status", code: 503, times: 1_000 });
  const person = new Client();
  await person.signIn(sandbox.key);
  const { tasks } = (await person.get("/api/tasks")).json() as { tasks: { name: string }[] };
  expect(tasks.map(({ name }) => name)).toEqual(names);
});

test("a stop that names no run means the one that has just begun, not the one last seen", async ({
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ recurring: true, runs: [{ script: "completed" }] });
  const before = await ask(sandbox, "GET", `/task/${taskId}/run/status`);
  expect(before.told.body).toMatchObject({ data: { status: "completed" } });
  const { runId } = await sandbox.addRun(taskId, { script: "running" });
  const { told } = await ask(sandbox, "PUT", `/task/${taskId}/run/stop`, {
    body: "null",
    headers: JSON_TYPE,
  });
  expect(told).toEqual(done);
  const { log } = await sandbox.calls();
  const stops = log.filter(({ endpoint }) => endpoint === "stop").map(({ url }) => url);
  expect(stops).toEqual([expect.stringContaining(`/run/${runId}/stop`)]);
});

test("who asks for health needs no key, and many cost the server one call", async ({ sandbox }) => {
  const headers = { "x-api-key": "", "x-runboard-upstream": "sandbox" };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => new Client().get("/api/v1/health", { ...headers })),
  );
  for (const { status, json } of answers)
    expect([status, json()]).toEqual([200, { success: true, data: "ok" }]);
  for (const [name, told] of [
    ["broken", fails(500, "upstream_unreachable")],
    ["none-of-this-name", fails(400, "bad_request")],
  ] as const) {
    const answer = await ask(sandbox, "GET", "/health", {
      headers: { "x-runboard-upstream": name },
    });
    expect(answer.told, name).toEqual(told);
  }
});

const long = JSON.stringify({ task: "x".repeat(70_000) });
type Refusal = [string, string, string, RequestOptions, Told];
const REFUSALS: Refusal[] = [
  ["an id no server gives out", "GET", "/task/a.b/run/status", {}, fails(400, "bad_request")],
  [
    "a run id no server gives out",
    "GET",
    "/task/t/run/result?runId=a.b",
    {},
    fails(400, "bad_request"),
  ],
  ["a path that does not decode", "GET", "/task/%ff/runs", {}, fails(400, "bad_request")],
  ["page 0", "GET", "/tasks?page=0", {}, fails(400, "bad_request")],
  ["page -1", "GET", "/task/t/runs?page=-1", {}, fails(400, "bad_request")],
  ["a page that is no number", "GET", "/tasks?page=x", {}, fails(400, "bad_request")],
  ["more rows than there are on a page", "GET", "/tasks?limit=31", {}, fails(400, "bad_request")],
  ["an unknown task's status", "GET", "/task/none/run/status", {}, fails(404, "not_found")],
  ["an unknown task's result", "GET", "/task/none/run/result", {}, fails(404, "not_found")],
  ["an unknown task's runs", "GET", "/task/none/runs", {}, fails(404, "not_found")],
  ["an unknown task's recording", "GET", "/task/none/run/gif", {}, fails(404, "not_found")],
  ["an unknown task's run to stop", "PUT", "/task/none/run/stop", {}, fails(404, "not_found")],
  ["an unknown task to stop", "PUT", "/task/none/stop", {}, fails(404, "not_found")],
  [
    "an unknown task's question",
    "POST",
    "/task/none/run/tool-input",
    { body: { input } },
    fails(404, "not_found"),
  ],
  [
    "JSON that is none",
    "POST",
    "/task/create",
    { body: "{", headers: JSON_TYPE },
    fails(400, "bad_request"),
  ],
  [
    "null for a task",
    "POST",
    "/task/create",
    { body: "null", headers: JSON_TYPE },
    fails(400, "bad_request"),
  ],
  ["an empty task", "POST", "/task/create", { body: { task: " " } }, fails(400, "bad_request")],
  [
    "a body that is too long",
    "POST",
    "/task/create",
    { body: long, headers: JSON_TYPE },
    fails(400, "too_large"),
  ],
  [
    "a body of another type",
    "POST",
    "/task/create",
    { body: "task=x", headers: { "content-type": "text/plain" } },
    fails(400, "wrong_content_type"),
  ],
  [
    "a malformed key",
    "GET",
    "/check",
    { headers: { "x-api-key": "short" } },
    fails(401, "key_rejected"),
  ],
  [
    "a wrong key",
    "GET",
    "/check",
    { headers: { "x-api-key": "wrong-key-1234" } },
    fails(401, "key_rejected"),
  ],
];
test("what cannot be asked is refused in the documented form, and nothing is done", async ({
  sandbox,
}) => {
  for (const [name, method, path, options, told] of REFUSALS) {
    const answer = await ask(sandbox, method, path, options);
    expect.soft(answer.told, name).toEqual(told);
    if (!path.includes("%")) expect.soft(answer.faults, name).toEqual([]);
  }
  const { create, stop, taskStop, toolInput } = (await sandbox.calls()).byEndpoint;
  expect({ create, stop, taskStop, toolInput }).toEqual({
    create: 0,
    stop: 0,
    taskStop: 0,
    toolInput: 0,
  });
});

test("what is not in the document is 404 in its form, with or without a key", async ({
  sandbox,
}) => {
  const missing: [string, string][] = [
    ["GET", ""],
    ["GET", "/no-such-call"],
    ["POST", "/task"],
    ["DELETE", "/tasks"],
    ["POST", "/check"],
    ["PATCH", "/task/t/run/status"],
    ["GET", "/task/t/run/stop"],
    ["GET", "/task/t/run/r1/status"],
    ["PUT", "/openapi.json"],
  ];
  for (const [method, path] of missing) {
    for (const headers of [{ "x-api-key": sandbox.key }, {}] as Record<string, string>[]) {
      const answer = await new Client().send(`/api/v1${path}`, { method, headers });
      expect([method, path, answer.status, answer.json()]).toEqual([
        method,
        path,
        404,
        fails(404, "not_found").body,
      ]);
    }
  }
});

test("a write by cookie is held to the origin rule, one by key is not", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const path = `/api/v1/task/${taskId}/run/stop`;
  const foreign = await client.send(path, {
    method: "PUT",
    headers: { origin: "https://evil.example" },
  });
  expect([foreign.status, foreign.json()]).toEqual([403, fails(403, "forbidden_origin").body]);
  expect((await sandbox.calls()).byEndpoint.stop).toBe(0);
  const own = await client.send(path, { method: "PUT" });
  expect([own.status, own.json()]).toEqual([200, { success: true }]);
});

test("a key changes things so often a minute and no more; what it answers is in no log", async ({
  sandbox,
}) => {
  test.slow();
  const dashboard = await startDashboard({
    name: "documented-limits",
    upstreams: `sandbox=${address("sandbox")}/api/v1`,
    env: { RATE_LIMITS: JSON.stringify({ writesByKey: 2 }), LOG_LEVEL: "debug" },
  });
  try {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "waiting" }] });
    const canary = "canary-answer-2d85";
    const write = (key: string) =>
      new Client(dashboard.origin).send(`/api/v1/task/${taskId}/run/tool-input`, {
        method: "POST",
        headers: { "x-api-key": key },
        body: { input: JSON.stringify([{ label: "Username", value: canary }]) },
      });
    expect([(await write(sandbox.key)).status, (await write(sandbox.key)).status]).toEqual([
      500, 500,
    ]);
    const third = await write(sandbox.key);
    expect([third.status, third.json()]).toEqual([429, fails(429, "rate_limited").body]);
    expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
    // Another key has a limit of its own, and its own tasks.
    const other = await mintKey(address("sandbox"), {});
    expect((await write(other.key)).status).toBe(404);
    const read = await new Client(dashboard.origin).get("/api/v1/check", {
      "x-api-key": sandbox.key,
    });
    expect(read.status).toBe(200);
    expect(dashboard.log()).not.toContain(canary);
    expect(dashboard.log()).not.toContain(sandbox.key);
  } finally {
    await dashboard.stop();
  }
});
