/** A client written from the API's document alone, with the dashboard as its base URL. */
import { address } from "../../support/addresses.ts";
import { apiDescription } from "../../support/api-description.ts";
import { ApiFailure, DocumentedClient } from "../../support/documented-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { wasUnwatched } from "../../support/silence.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

/** The client, and what was wrong with the answers it got by the API's own description. */
async function sdkFor(sandbox: SandboxKey) {
  const faultsOf = await apiDescription();
  const faults: string[] = [];
  const sdk = new DocumentedClient({
    baseUrl: `${address("dashboard")}/api/v1`,
    apiKey: sandbox.key,
    onAnswer: (...answer) => faults.push(...faultsOf(...answer)),
  });
  return { sdk, faults };
}

/** The code of the failure that this ends in. */
const failureOf = async (call: Promise<unknown>) => {
  const failure: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  return failure instanceof ApiFailure
    ? { status: failure.status, success: failure.body.success, code: failure.body.code }
    : failure;
};

const ended = { detailedStatus: "", toolCall: null, liveStatus: "" };
const table = [{ title: "A heat pump", price: 12_400 }];

inBothDialects("in front of", (dialect) => {
  /** For one reading: a server that has no run in its paths says so first. */
  const RESULT_CALLS = dialect === "documented" ? 2 : 1;

  test("creates a task, follows it to its end and reads its result, and the dashboard has its timeline", async ({
    sandbox,
    client: person,
  }) => {
    const { sdk, faults } = await sdkFor(sandbox);
    expect(await sdk.health()).toMatchObject({ success: true });
    expect(await sdk.check()).toEqual({ success: true, data: "ok" });
    const beganMs = Date.now();
    const created = await sdk.createTask({
      task: "Compare three heat pumps",
      agent: "BROWSER_AGENT",
      tools: [
        {
          type: "function",
          function: { name: "note", description: "Keeps a note", parameters: { type: "object" } },
        },
      ],
    });
    const taskId = created.data?.taskId ?? "";
    expect((await sandbox.calls()).byEndpoint.create).toBe(1);
    expect(await sdk.listTasks({ page: 1, limit: 10 })).toEqual({
      success: true,
      data: [{ id: taskId, status: "active", readable_name: expect.stringMatching(/\S/) }],
      total: 1,
      page: 1,
      limit: 10,
    });

    let runId = "";
    const seen: (string | null)[] = [];
    const result = await sdk.waitForRun(taskId, async ({ status }) => {
      seen.push(status);
      if (status !== "running" || runId !== "") return;
      const runs = await sdk.listTaskRuns(taskId);
      expect(runs).toMatchObject({ total: 1, page: 1, limit: 30 });
      runId = runs.data?.[0]?.id ?? "";
      await sandbox.show(runId, { ...ended, status: "completed", result: { dataTable: table } });
    });
    expect(seen.at(-1)).toBe("completed");
    expect(result).toEqual({ status: "completed", dataTable: table });
    expect((await sdk.getTaskRunGif(taskId, runId)).data).toEqual({ status: "pending" });

    // Its end was read by the recorder; the client was given what is stored.
    expect((await sandbox.calls()).byEndpoint.result).toBe(RESULT_CALLS);
    const view = (await person.get(`/api/tasks/${taskId}/runs/${runId}`)).json();
    expect(view).toMatchObject({ state: "completed", task: { createdHere: true } });
    const kinds = (view.transitions as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["step", "end"]));
    if (!(await wasUnwatched(sandbox, beganMs))) expect(kinds).not.toContain("gap");
    expect(faults).toEqual([]);
  });

  test("stops the run it names and no other, and without a name the newest, which is then named", async ({
    sandbox,
  }) => {
    const { sdk, faults } = await sdkFor(sandbox);
    const { taskId, runIds } = await sandbox.addTask({
      recurring: true,
      runs: [{ script: "running", startedAgoMs: 60_000 }, { script: "running-live" }],
    });
    const [older = "", newest = ""] = runIds;
    const stops = async () =>
      (await sandbox.calls()).log.filter(({ endpoint }) => endpoint === "stop");
    const statusOf = async (runId: string) =>
      (await sdk.getTaskRunStatus(taskId, runId)).data?.status;

    expect(await sdk.stopTaskRun(taskId, older)).toEqual({ success: true });
    await until(() => statusOf(older)).toBe("error");
    for (const { url } of await stops()) expect(url).toContain(older);
    if (dialect === "documented") {
      expect(await statusOf(newest)).toBe("running");
      expect(await sdk.stopTaskRun(taskId)).toEqual({ success: true });
      await until(() => statusOf(newest)).toBe("error");
      expect((await stops()).at(-1)?.url).toContain(newest);
    }
    // The real server stops the task's other runs along with it.
    await until(() => statusOf(newest)).toBe("error");
    expect(await failureOf(sdk.stopTaskRun(taskId))).toEqual({
      status: 400,
      success: false,
      code: "run_ended",
    });
    expect((await sdk.getTaskRunResult(taskId, older)).data).toMatchObject({ status: "error" });
    expect(faults).toEqual([]);
  });

  test("answers a question without naming it, and is told whether the run goes on", async ({
    sandbox,
  }) => {
    const { sdk, faults } = await sdkFor(sandbox);
    const { taskId, runIds } = await sandbox.addTask({
      runs: [{ script: "waits-for-input", speed: 1_000 }],
    });
    const open = async () => (await sdk.getTaskRunStatus(taskId)).data?.toolCall?.toolCallId;
    await until(open).toBeTruthy();
    const input = JSON.stringify({ fields: [{ label: "Username", value: "mallard" }] });
    const answered = sdk.submitInput(taskId, { input }, runIds[0]);
    if (dialect === "documented") {
      expect(await answered).toEqual({ success: true });
      expect(await open()).toBeFalsy();
    } else {
      const failure = await failureOf(answered);
      expect(failure).toEqual({ status: 500, success: false, code: "answers_unsupported" });
      expect(await open()).toBeTruthy();
    }
    expect(faults).toEqual([]);
  });

  test("three clients that poll, and a person who watches, cost the server what one person does", async ({
    sandbox,
    client: person,
  }) => {
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const sdks = await Promise.all([1, 2, 3].map(() => sdkFor(sandbox)));
    await sdks[0]?.sdk.getTaskRunStatus(taskId);
    const begun = Date.now();
    await sandbox.resetCalls();
    setTimeout(() => void sandbox.show(runIds[0] ?? "", { ...ended, status: "completed" }), 5_000);
    const watch = async (): Promise<void> => {
      const view = (await person.get(`/api/tasks/${taskId}/runs/latest`)).json();
      if (view.state !== "completed") await watch();
    };
    await Promise.all([watch(), ...sdks.map(({ sdk }) => sdk.waitForRun(taskId))]);
    const { byEndpoint } = await sandbox.calls();
    expect(byEndpoint.result).toBe(RESULT_CALLS);
    const seconds = (Date.now() - begun) / 1_000;
    expect(byEndpoint.status + byEndpoint.runs).toBeLessThanOrEqual(1.6 * seconds + 4);
  });
});
