/** The documented status call: what it says, and what it says when there is little to say. */
import { Client } from "../../support/http-client.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

/** What is told of a status; a first look that took longer than it is waited for is asked again. */
async function told(client: Client, path: string, headers?: Record<string, string>) {
  let answer = await client.get(path, headers);
  await until(async () => {
    if (answer.json().code === "upstream_timeout") answer = await client.get(path, headers);
    return answer.json().code;
  }).not.toBe("upstream_timeout");
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

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
          const answer = await told(client, path, headers as Record<string, string>);
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
        const answer = await told(
          client,
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
    const answer = await told(client, `/api/v1/task/${taskId}/run/status`);
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
});

test("a run id that is empty is none", async ({ client, sandbox }) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const answer = await told(client, `/api/v1/task/${taskId}/run/status?runId=`);
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
  expect((await told(client, path)).json()).toMatchObject({ data: { status: "error" } });
});

test("before a run exists the status is null, as the real server has it", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "preparing" }] });
  const answer = await told(client, `/api/v1/task/${taskId}/run/status`);
  expect(answer.json()).toMatchObject({ success: true, data: { status: null, toolCall: null } });
});

test("a status of the wrong type, or words that are none, still tell of a run", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await sandbox.show(runIds[0] ?? "", {
    status: 7,
    detailedStatus: ["x"],
    toolCall: "x",
    liveStatus: 5,
  });
  const answer = await told(client, `/api/v1/task/${taskId}/run/status`);
  expect(answer.json()).toEqual({
    success: true,
    data: { status: "unrecognised", detailedStatus: null, toolCall: null, liveStatus: null },
  });
});

test("a run that has just appeared is told with its first sample, however slowly that comes", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ recurring: true });
  const ask = async () => {
    const answer = await client.get(`/api/v1/task/${taskId}/run/status`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.json().data as { status: unknown }).status;
  };
  expect(await ask()).toBeNull();
  // Longer than an answer waits for a sample that is under way, which is 400 ms.
  await sandbox.setFaults({ endpoint: "status", kind: "slow", ms: 700, times: 1 });
  await sandbox.addRun(taskId, { script: "running" });
  await until(ask).toBe("running");
});
