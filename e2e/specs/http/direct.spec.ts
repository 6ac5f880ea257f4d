/** Polls are answered without Next, and nobody can tell by what they are told. */
import { headersOf } from "../../support/hardening/header-classes.ts";
import { Client, type Answer } from "../../support/http-client.ts";
import { shareRun } from "../../support/shares.ts";
import { expect, test } from "../../support/test.ts";

/** What tells the two apart all the same: Next sends a body in pieces. */
const isInOne = ({ headers }: Answer): boolean => headers["transfer-encoding"] === undefined;

/** What differs from one request to the next. */
const said = ({ text }: Answer): string => text.replace(/"requestId":"[\w-]+"/, '"requestId":""');

test("a poll is answered alike directly and through Next, in all that may come of it", async ({
  client,
  sandbox,
}) => {
  const run = { script: "completed", startedAgoMs: 60_000 };
  const { taskId, runIds } = await sandbox.addTask({ name: "Buy milk", runs: [run] });
  const path = `/api/tasks/${taskId}/runs/${runIds[0]}`;
  await expect
    .poll(async () => (await client.get(path)).json())
    .toMatchObject({ state: "completed", result: { readAt: expect.any(String) as unknown } });
  const { id, secret } = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  const [{ etag }, spent] = [(await client.get(path)).headers, new Client()];
  spent.cookie = "runboard=x";
  const status = `/api/v1/task/${taskId}/run/status`;
  const stranger = new Client();
  const asked: [Client, string, Record<string, string>, number][] = [
    [client, path, {}, 200],
    [client, path, { "accept-encoding": "gzip" }, 200],
    [client, `/api/tasks/${taskId}/runs/latest?after=1&limit=5`, {}, 200],
    [client, path, { "if-none-match": String(etag) }, 304],
    [client, `${path}?after=x`, {}, 400],
    [client, `${path}?`, {}, 200],
    [client, `/api/tasks/${taskId}/runs/none`, {}, 404],
    [stranger, path, {}, 401],
    [spent, path, {}, 401],
    [
      stranger,
      `/api/shared/${id}`,
      { authorization: `Share ${secret}`, "if-none-match": "x" },
      200,
    ],
    [stranger, `/api/shared/${id}`, {}, 404],
    [stranger, status, { "x-api-key": sandbox.key }, 200],
    [stranger, status, { "x-api-key": "abcd-1234-efgh-5678" }, 401],
    [stranger, status, {}, 401],
  ];
  const { port } = new URL(client.origin);
  for (const [index, [who, where, headers, expected]] of asked.entries()) {
    const name = `${index}: ${where}`;
    // Under another spelling of the host, which is for `proxy.ts` to judge.
    const viaNext = await who.get(where, { ...headers, host: `127.0.0.1:${port}` });
    // A route is answered directly from its second request on: the first one loads it.
    const direct = await who.get(where, headers);
    expect(direct.status, `${name} ${direct.text}`).toBe(expected);
    expect(viaNext.status, name).toBe(expected);
    expect(headersOf(direct), name).toEqual(headersOf(viaNext));
    expect(said(direct), name).toBe(said(viaNext));
    expect([isInOne(direct), isInOne(viaNext)], name).toEqual([true, expected === 304]);
  }
});

test("what is no plain poll goes through Next", async ({ client, sandbox }) => {
  const run = { script: "completed", startedAgoMs: 60_000 };
  const { taskId, runIds } = await sandbox.addTask({ name: "Buy milk", runs: [run] });
  const path = `/api/tasks/${taskId}/runs/${runIds[0]}`;
  await expect.poll(async () => (await client.get(path)).status).toBe(200);
  const slash = await client.get(`${path}/`);
  expect(slash.status).toBe(308);
  const head = await client.send(path, { method: "HEAD" });
  expect([head.status, head.text]).toEqual([200, ""]);
  expect((await client.send(path, { method: "POST", body: {} })).status).toBe(405);
  expect((await client.get(path, { host: "evil.example" })).status).toBe(421);
  const encoded = await client.get(`/api/tasks/${taskId}/runs/%6Catest`);
  const withBody = await client.send(path, { body: "x" });
  const twofold = await client.get(`${path}?after=1%31`);
  for (const answer of [encoded, withBody, twofold]) {
    expect(answer.status, answer.text).toBe(200);
    expect(isInOne(answer)).toBe(false);
  }
});
