/** Share links over the API: who may do what, in each state of a link. */
import { address } from "../../support/addresses.ts";
import { figure } from "../../support/figures.ts";
import { Client, send } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { ALL_INCLUDED, type Link, openShared, readShared, shareRun } from "../../support/shares.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";
import type { ShareList, ShareRow } from "../../../lib/contract/shares.ts";

const origin = () => address("dashboard");

const list = async (client: Client, query = ""): Promise<ShareList> =>
  JSON.parse((await client.get(`/api/shares${query}`)).text) as ShareList;
const rowOf = async (client: Client, { id }: Link): Promise<ShareRow | undefined> =>
  (await list(client)).shares.find((share) => share.id === id);
const change = (client: Client, { id }: Link, body: object) =>
  client.send(`/api/shares/${id}`, { method: "PATCH", body });
const revoke = (client: Client, { id }: Link) =>
  client.send(`/api/shares/${id}`, { method: "DELETE" });

inBothDialects("a link to a run on", () => {
  test("shows a stranger the run as it goes on, with what was included and no more", async ({
    client,
    sandbox,
  }) => {
    const { taskId, runIds } = await sandbox.addTask({
      name: "Compare prices",
      runs: [{ script: "waiting-live" }],
    });
    const runId = runIds[0] ?? "";
    const bare = await shareRun(client, { taskId, runId, include: { taskName: false } });
    const full = await shareRun(client, { taskId, runId, include: ALL_INCLUDED, label: "For Ann" });

    const little = await readShared(origin(), bare);
    expect(little).toMatchObject({ state: "waiting", label: null });
    for (const part of ["task", "live", "toolCall", "result"])
      expect(little).not.toHaveProperty(part);
    expect(little.transitions.every((transition) => !("toolCall" in transition))).toBe(true);

    const much = await readShared(origin(), full);
    expect(much).toMatchObject({
      label: "For Ann",
      task: { name: "Compare prices" },
      result: null,
    });
    expect(much.toolCall).toMatchObject({ name: "form_input" });
    expect(much.live?.url).toMatch(/^http/);
    // Where the picture is, is for the provider to say.
    for (const view of [little, { ...much, live: null }]) {
      const text = JSON.stringify(view);
      for (const id of [taskId, runId, sandbox.key, "5c8f2a67-0b0d-4d9c-8a54-b5f0f0b1a2d3"]) {
        expect(text).not.toContain(id);
      }
    }

    await sandbox.show(runId, {
      status: "running",
      detailedStatus: "Going on",
      toolCall: null,
      liveStatus: null,
    });
    await until(async () => (await readShared(origin(), bare)).step).toBe("Going on");
    await sandbox.show(runId, {
      status: "completed",
      detailedStatus: "completed",
      result: { output: "All done", dataTable: [{ title: "Hello", of: runId }] },
    });
    await until(async () => (await readShared(origin(), full)).state).toBe("completed");
    const ended = await readShared(origin(), full);
    expect(ended.result).toMatchObject({ output: "All done", dataTable: [{ title: "Hello" }] });
    expect(JSON.stringify(ended)).not.toContain(runId);
    expect(await readShared(origin(), bare)).not.toHaveProperty("result");
  });

  test("goes on being recorded after its owner signed out, and costs nothing once it ended", async ({
    client,
    sandbox,
  }) => {
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const other = await sandbox.addTask({ runs: [{ script: "running" }] });
    const runId = runIds[0] ?? "";
    await client.get(`/api/tasks/${other.taskId}/runs/${other.runIds[0]}`);
    const link = await shareRun(client, { taskId, runId, include: { result: true } });
    expect((await rowOf(client, link))?.holdsKey).toBe(true);
    await client.send("/api/session", { method: "DELETE" });

    await sandbox.show(runId, { status: "running", detailedStatus: "Alone now" });
    await until(async () => (await readShared(origin(), link)).step).toBe("Alone now");
    await sandbox.resetCalls();
    await sandbox.show(runId, { status: "completed", detailedStatus: "completed" });
    await until(async () => (await readShared(origin(), link)).state).toBe("completed");
    const asked = (await sandbox.calls()).log.map(({ url }) => url);
    expect(asked.length).toBeGreaterThan(0);
    // The key is kept for this run alone: nothing else of its owner's is asked for.
    expect(asked.filter((url) => url.includes(other.taskId))).toEqual([]);

    await client.signIn(sandbox.key);
    await until(async () => (await rowOf(client, link))?.holdsKey).toBe(false);
    // Whoever is back has their runs followed again; that is not what is counted below.
    await until(async () =>
      (await sandbox.calls()).log
        .filter(({ url }) => url.includes(other.taskId))
        .map(({ endpoint }) => endpoint),
    ).toEqual(expect.arrayContaining(["status", "runs"]));
    await client.send("/api/session", { method: "DELETE" });
    await sandbox.resetCalls();
    for (let read = 0; read < 20; read += 1) await readShared(origin(), link);
    expect((await sandbox.calls()).total).toBe(0);
  });

  test("never shows anything of a run that starts after it", async ({ client, sandbox }) => {
    const { taskId, runIds } = await sandbox.addTask({
      name: "Every hour",
      recurring: true,
      runs: [{ script: "running-live" }],
    });
    const runId = runIds[0] ?? "";
    const link = await shareRun(client, { taskId, runId, include: ALL_INCLUDED });
    await until(async () => (await readShared(origin(), link)).live?.url).toMatch(/^http/);
    const newer = await sandbox.addRun(taskId, { script: "running" });
    const bytesOfB = "BYTES-OF-ANOTHER-RUN";
    await sandbox.show(newer.runId, {
      status: "running",
      detailedStatus: `${bytesOfB} step`,
      liveStatus: `https://live.example/session/${bytesOfB}`,
      toolCall: { toolCallId: bytesOfB, tool: { name: bytesOfB, parameters: {} } },
      result: { status: "running", output: bytesOfB, dataTable: [{ rows: bytesOfB }] },
    });
    await client.get(`/api/tasks/${taskId}/runs/latest`);
    let freshness: unknown;
    for (let read = 0; read < 100; read += 1) {
      const { text } = await openShared(origin(), link);
      expect(text).not.toContain(bytesOfB);
      expect(text).not.toContain(newer.runId);
      ({ freshness } = JSON.parse(text) as { freshness: unknown });
      if (read === 50) {
        // The older run's own end: its table is the task's, with the newer one's rows in it.
        await sandbox.show(runId, {
          status: "completed",
          detailedStatus: "completed",
          result: { status: "completed", dataTable: [{ rows: bytesOfB }] },
        });
      }
    }
    expect(JSON.stringify(freshness)).not.toContain("superseded");
    await until(async () => (await readShared(origin(), link)).state, 40_000).toBe("completed");
    const ended = await readShared(origin(), link);
    expect(ended.result).not.toHaveProperty("dataTable");
    expect(ended.freshness).toMatchObject({ nextSampleAt: null, stale: false });
    expect(JSON.stringify(ended)).not.toContain(bytesOfB);
    figure(
      "shares",
      `a newer run started: 0 bytes of it in 100 polls (server: ${sandbox.dialect})`,
    );
  });
});

test("the task's table is part of a link while the task has had one run, and no longer", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    recurring: true,
    runs: [{ script: "completed" }],
  });
  const body = { taskId, runId: runIds[0] ?? "", include: { result: true } };
  const link = await shareRun(client, body);
  await until(async () => (await readShared(origin(), link)).result?.dataTable?.length).toBe(1);
  await sandbox.addRun(taskId, { script: "running" });
  await until(async () => (await readShared(origin(), link)).result).not.toHaveProperty(
    "dataTable",
  );
  const later = await shareRun(client, body);
  expect((await readShared(origin(), later)).result).not.toHaveProperty("dataTable");
});

test("what is changed holds at once, and what is revoked is changed no more", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  for (const [paused, status] of [
    [true, 403],
    [false, 200],
  ] as const) {
    expect((await change(client, link, { paused })).status).toBe(200);
    expect((await openShared(origin(), link)).status).toBe(status);
  }
  expect((await revoke(client, link)).json()).toEqual({ revoked: 1 });
  expect((await openShared(origin(), link)).status).toBe(410);
  expect((await change(client, link, { paused: false })).json()).toMatchObject({
    error: { code: "share_ended" },
  });
  expect((await revoke(client, link)).json()).toEqual({ revoked: 0 });
  expect(await rowOf(client, link)).toMatchObject({ status: "revoked", holdsKey: false });
});

test("links are their owner's alone", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const runId = runIds[0] ?? "";
  const link = await shareRun(client, { taskId, runId });
  const other = new Client();
  await other.signIn((await mintKey(address("sandbox"))).key);
  expect((await change(other, link, { paused: true })).status).toBe(404);
  expect((await revoke(other, link)).status).toBe(404);
  expect((await list(other)).shares).toEqual([]);
  expect((await other.send("/api/shares", { method: "DELETE" })).json()).toEqual({ revoked: 0 });
  const foreign = await other.send("/api/shares", { method: "POST", body: { taskId, runId } });
  expect(foreign.status).toBe(404);
  const preview = `/api/shares/preview?taskId=${taskId}&runId=${runId}`;
  expect((await other.get(preview)).status).toBe(404);
  for (const path of ["/api/shares", preview])
    expect((await send(origin(), path)).status).toBe(401);
  await readShared(origin(), link);
});

test("a run has ten live links at most, also when they are asked for at once", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "completed" }] });
  const body = { taskId, runId: runIds[0] ?? "" };
  await client.get(`/api/tasks/${taskId}/runs/latest`);
  const make = () => client.send("/api/shares", { method: "POST", body });
  const answers = await Promise.all(Array.from({ length: 14 }, make));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(answers.find(({ status }) => status === 409)?.json()).toMatchObject({
    error: { code: "share_limit" },
  });
  const { shares, live, total } = await list(client, `?taskId=${taskId}&runId=${body.runId}`);
  expect([shares.length, live, total]).toEqual([10, 10, 10]);
  // The run had ended: nothing is left to ask with a key.
  expect(shares.map(({ holdsKey }) => holdsKey)).toEqual(Array(10).fill(false));
  expect((await client.send("/api/shares", { method: "DELETE" })).json()).toEqual({ revoked: 10 });
  expect((await make()).status).toBe(200);
});

test("the preview is what the link shows, and what is changed later holds at once", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    name: "Sign in to the shop",
    runs: [{ script: "waiting" }],
  });
  const runId = runIds[0] ?? "";
  const path = `/api/shares/preview?taskId=${taskId}&runId=${runId}&label=Mine`;
  const previewed = JSON.parse(
    (await client.get(`${path}&include=taskName,toolCalls`)).text,
  ) as object;
  const link = await shareRun(client, {
    taskId,
    runId,
    label: "Mine",
    include: { taskName: true, toolCalls: true },
  });
  const shown = await readShared(origin(), link);
  // Times pass, and ids are of each share alone.
  const alike = (view: object) =>
    JSON.parse(
      JSON.stringify(view, (key, value: unknown) =>
        ["freshness", "expiresAt", "id"].includes(key) ? key : value,
      ),
    ) as unknown;
  expect(alike(shown)).toEqual(alike(previewed));

  const changed = await change(client, link, {
    include: { toolCalls: false, taskName: false },
    label: "",
  });
  expect(changed.json()).toMatchObject({ label: null, include: { toolCalls: false } });
  const less = await readShared(origin(), link);
  expect(less.label).toBeNull();
  expect(less).not.toHaveProperty("toolCall");
  expect(less).not.toHaveProperty("task");
});

test("a task that no list has named yet has its name in its links all the same", async ({
  client,
  sandbox,
}) => {
  await client.get("/api/tasks");
  const { taskId, runIds } = await sandbox.addTask({
    name: "Brand new",
    runs: [{ script: "running" }],
  });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  expect((await readShared(origin(), link)).task).toEqual({ name: "Brand new" });
});

test("opening counts as a view, reading on does not", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  expect(await rowOf(client, link)).toMatchObject({ views: 0, lastOpenedAt: null });
  const first = await openShared(origin(), link);
  const etag = String(first.headers.etag);
  const again = await openShared(origin(), link, { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);
  expect(again.headers["x-stale"]).toBe("false");
  await openShared(origin(), link, { query: "?after=1" });
  await openShared(origin(), link, { method: "HEAD" });
  const row = await rowOf(client, link);
  expect(row?.views).toBe(1);
  expect(row?.lastOpenedAt).not.toBeNull();
});

test("a key that its server no longer accepts pauses the links made with it", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  await readShared(origin(), link);
  await sandbox.revoke();
  await until(async () => (await openShared(origin(), link)).status).toBe(403);
});

for (const [what, body] of [
  ["no run", { taskId: "t" }],
  ["for ever", { taskId: "t", runId: "r", expiresIn: "forever" }],
  ["a length of its own", { taskId: "t", runId: "r", expiresIn: 3_600_000 }],
  ["something else", { taskId: "t", runId: "r", include: { key: true } }],
  ["a label too long", { taskId: "t", runId: "r", label: "x".repeat(81) }],
] as const) {
  test(`a link with ${what} is refused`, async ({ client }) => {
    const answer = await client.send("/api/shares", { method: "POST", body });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: "bad_request" } });
  });
}
