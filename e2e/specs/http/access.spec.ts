/** Who gets what: nobody without a session, and nobody another key's. */
import { address } from "../../support/addresses.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { expect, test } from "../../support/test.ts";

const errorCode = (json: Record<string, unknown>) => (json.error as { code?: unknown }).code;

const READS = [
  "/api/session",
  "/api/tasks",
  "/api/tasks?state=running&q=x&page=2",
  "/api/tasks/t1/runs",
  "/api/tasks/t1/runs/latest",
  "/api/tasks/t1/runs/r1",
  "/api/tasks/t1/runs/r1?after=3",
];

for (const path of READS) {
  test(`GET ${path} without a session is signed_out`, async () => {
    const answer = await new Client().get(path);
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({
      error: {
        code: "signed_out",
        message: expect.stringMatching(/\S/),
        requestId: expect.stringMatching(/\S/),
      },
    });
  });
}

test("the documented API without a session or a key answers 401 in the documented form", async () => {
  const answer = await new Client().get("/api/v1/task/t1/run/status");
  expect(answer.status).toBe(401);
  expect(answer.json()).toMatchObject({ success: false, code: "signed_out" });
});

const PAGES = [
  "/tasks",
  "/tasks/t1",
  "/tasks/t1?page=2",
  "/tasks/t1/runs/latest",
  "/tasks?state=failed&q=a%20b",
];
for (const path of PAGES) {
  test(`the page ${path} sends a stranger to sign in and remembers where they wanted to go`, async () => {
    const answer = await new Client().get(path);
    expect([302, 303, 307]).toContain(answer.status);
    const target = new URL(answer.headers.location ?? "", address("dashboard"));
    expect(target.pathname).toBe("/sign-in");
    const next = new URL(target.searchParams.get("next") ?? "", address("dashboard"));
    const wanted = new URL(path, address("dashboard"));
    expect(next.pathname).toBe(wanted.pathname);
    expect(Object.fromEntries(next.searchParams)).toEqual(Object.fromEntries(wanted.searchParams));
  });
}

test("another key's task and run are not_found, the same as ones that never existed", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    name: "Private",
    runs: [{ script: "running" }],
  });
  expect((await client.get(`/api/tasks/${taskId}/runs/latest`)).status).toBe(200);
  const other = new Client();
  await other.signIn((await mintKey(address("sandbox"))).key);
  for (const [theirs, invented] of [
    [`/api/tasks/${taskId}/runs`, "/api/tasks/none/runs"],
    [`/api/tasks/${taskId}/runs/latest`, "/api/tasks/none/runs/latest"],
    [`/api/tasks/${taskId}/runs/${runIds[0]}`, "/api/tasks/none/runs/none"],
  ] as const) {
    const answers = [await other.get(theirs), await other.get(invented)];
    for (const answer of answers) {
      expect(answer.status, answer.text).toBe(404);
      expect(errorCode(answer.json())).toBe("not_found");
      expect(answer.text).not.toContain("Private");
    }
  }
});

test("the same key on another server is another owner", async ({ sandbox, client }) => {
  const { taskId } = await sandbox.addTask({ name: "Here", runs: [{ script: "running" }] });
  expect((await client.get(`/api/tasks/${taskId}/runs/latest`)).status).toBe(200);
  await mintKey(address("flaky"), { key: sandbox.key });
  const elsewhere = new Client();
  expect((await elsewhere.signIn(sandbox.key, "flaky")).status).toBe(200);
  expect((await elsewhere.get(`/api/tasks/${taskId}/runs/latest`)).status).toBe(404);
});

test("a run of one task is not found under another task", async ({ client, sandbox }) => {
  const first = await sandbox.addTask({ name: "First", runs: [{ script: "completed" }] });
  const second = await sandbox.addTask({ name: "Second", runs: [{ script: "completed" }] });
  const wrong = `/api/tasks/${second.taskId}/runs/${first.runIds[0]}`;
  expect((await client.get(wrong)).status).toBe(404);
});

const BAD_PATHS = [
  "/api/tasks/a.b/runs",
  "/api/tasks/a%20b/runs/latest",
  "/api/tasks/a%2Fb/runs/latest",
  `/api/tasks/${"x".repeat(65)}/runs`,
  "/api/tasks/t1/runs/a.b",
  "/api/tasks/t1/runs/%00",
  "/api/tasks?page=0",
  "/api/tasks?page=-1",
  "/api/tasks?page=x",
  "/api/tasks?limit=31",
  "/api/tasks?limit=0",
  "/api/tasks?state=sleeping",
  `/api/tasks?q=${"x".repeat(201)}`,
  "/api/tasks/t1/runs?page=0",
  "/api/tasks/t1/runs/latest?after=-1",
  "/api/tasks/t1/runs/latest?after=x",
  "/api/tasks/t1/runs/latest?before=0",
  "/api/tasks/t1/runs/latest?limit=201",
];
for (const path of BAD_PATHS) {
  test(`GET ${path.slice(0, 60)} is bad_request`, async ({ client }) => {
    const answer = await client.get(path);
    expect(answer.status, answer.text).toBe(400);
    expect(errorCode(answer.json())).toBe("bad_request");
  });
}
