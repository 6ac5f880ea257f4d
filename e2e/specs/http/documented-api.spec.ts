/** The documented status call, answered by the dashboard as the document has it. */
import { Client } from "../../support/http-client.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

inBothDialects("in front of", () => {
  for (const by of ["the session's cookie", "x-api-key"] as const) {
    test.describe(`by ${by}`, () => {
      test("the status of a run has the documented envelope and nothing else", async ({
        client: signedIn,
        sandbox,
      }) => {
        const { taskId, runIds } = await sandbox.addTask({
          name: "Watched",
          runs: [{ script: "running-live" }],
        });
        const client = by === "x-api-key" ? new Client() : signedIn;
        const headers = by === "x-api-key" ? { "x-api-key": sandbox.key } : {};
        for (const query of ["", `?runId=${runIds[0]}`]) {
          const path = `/api/v1/task/${taskId}/run/status${query}`;
          const answer = await client.get(path, headers as Record<string, string>);
          expect(answer.status, answer.text).toBe(200);
          expect(answer.json()).toEqual({
            success: true,
            data: {
              status: "running",
              detailedStatus: "Processing browser agent",
              toolCall: null,
              liveStatus: expect.stringMatching(/^http:\/\/[^/]+\/live\//),
            },
          });
          expect(answer.headers["set-cookie"]).toBeUndefined();
        }
      });

      test("an open question is passed on as it is", async ({ client: signedIn, sandbox }) => {
        const { taskId } = await sandbox.addTask({ runs: [{ script: "waiting" }] });
        const client = by === "x-api-key" ? new Client() : signedIn;
        const headers = by === "x-api-key" ? { "x-api-key": sandbox.key } : {};
        const answer = await client.get(
          `/api/v1/task/${taskId}/run/status`,
          headers as Record<string, string>,
        );
        expect(answer.json()).toMatchObject({
          success: true,
          data: {
            status: "running",
            detailedStatus: "tool_call",
            toolCall: { toolCallId: expect.any(String), tool: { name: "form_input" } },
          },
        });
      });
    });
  }

  test("an ended run keeps its status", async ({ client, sandbox }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "failed" }] });
    const answer = await client.get(`/api/v1/task/${taskId}/run/status`);
    expect(answer.json()).toMatchObject({
      success: true,
      data: { status: "error", toolCall: null },
    });
  });

  test("a wrong key in the header is refused, also beside a good cookie", async ({
    client,
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const answer = await client.get(`/api/v1/task/${taskId}/run/status`, {
      "x-api-key": "wrong-key-1234",
    });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ success: false, code: "key_rejected" });
    expect(answer.text).not.toContain("wrong-key-1234");
  });

  test("a client that polls by key costs the upstream no more than a person who watches", async ({
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const client = new Client();
    const path = `/api/v1/task/${taskId}/run/status`;
    const headers = { "x-api-key": sandbox.key };
    await client.get(path, headers);
    await sandbox.resetCalls();
    const begun = Date.now();
    while (Date.now() - begun < 4_000) {
      expect((await client.get(path, headers)).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { log } = await sandbox.calls();
    expect(log.filter(({ url }) => url.includes(taskId)).length).toBeLessThanOrEqual(8);
  });
});

test("a run id that is empty is none", async ({ client, sandbox }) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const answer = await client.get(`/api/v1/task/${taskId}/run/status?runId=`);
  expect(answer.json()).toMatchObject({ success: true, data: { status: "running" } });
});

test("an older run that nobody has looked at yet is read before its status is told", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    recurring: true,
    runs: [{ script: "failed", startedAgoMs: 60_000 }, { script: "running" }],
  });
  const path = `/api/v1/task/${taskId}/run/status?runId=${runIds[0]}`;
  await client.get(`/api/v1/task/${taskId}/run/status`);
  expect((await client.get(path)).json()).toMatchObject({ data: { status: "error" } });
});

test("before a run exists the status is null, as the real server has it", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "preparing" }] });
  const answer = await client.get(`/api/v1/task/${taskId}/run/status`);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json()).toMatchObject({ success: true, data: { status: null, toolCall: null } });
});

const refusals: [string, string, Record<string, string>, number, string][] = [
  ["an id no server gives out", "/api/v1/task/a.b/run/status", {}, 400, "bad_request"],
  ["a run id no server gives out", "/api/v1/task/t/run/status?runId=a.b", {}, 400, "bad_request"],
  ["an unknown task", "/api/v1/task/none/run/status", {}, 404, "not_found"],
  ["a malformed key", "/api/v1/task/t/run/status", { "x-api-key": "short" }, 401, "key_rejected"],
];
for (const [name, path, headers, status, code] of refusals) {
  test(`${name} is ${status} in the documented form`, async ({ client }) => {
    const answer = await client.get(path, headers);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json()).toEqual({ success: false, error: expect.stringMatching(/\S/), code });
  });
}
