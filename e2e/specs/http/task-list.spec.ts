/** The list of tasks: order, filters and paging over what is known. */
import type { TaskList } from "../../../lib/contract/api.ts";
import type { Client } from "../../support/http-client.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

const list = async (client: Client, query = ""): Promise<TaskList> => {
  const answer = await client.get(`/api/tasks${query}`);
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as TaskList;
};
const states = ({ tasks }: TaskList) => tasks.map(({ run }) => run?.state ?? null);

inBothDialects("from", () => {
  test("whoever waits comes first, then what runs, then the newest", async ({
    client,
    sandbox,
  }) => {
    for (const script of ["completed", "waiting", "failed", "running", "stopped"]) {
      await sandbox.addTask({ name: `Task that is ${script}`, runs: [{ script }] });
    }
    await expect
      .poll(async () => states(await list(client)), { timeout: 20_000 })
      .toEqual(["waiting", "running", "stopped", "failed", "completed"]);
    const { total, over, upstreamTotal } = await list(client);
    expect({ total, over, upstreamTotal }).toEqual({ total: 5, over: 5, upstreamTotal: 5 });
  });

  test("filters by state and by text, over everything known", async ({ client, sandbox }) => {
    await sandbox.addTask({ name: "Compare monitors", runs: [{ script: "running" }] });
    await sandbox.addTask({ name: "Compare lamps", runs: [{ script: "completed" }] });
    await sandbox.addTask({ name: "Book a table 100%", runs: [{ script: "completed" }] });
    await expect
      .poll(async () => states(await list(client)).toSorted(), { timeout: 20_000 })
      .toEqual(["completed", "completed", "running"]);
    const names = async (query: string) =>
      (await list(client, query)).tasks.map(({ name }) => name);
    expect(await names("?state=running")).toEqual(["Compare monitors"]);
    expect(await names("?state=running,completed&q=compare")).toEqual([
      "Compare monitors",
      "Compare lamps",
    ]);
    expect(await names("?q=100%25")).toEqual(["Book a table 100%"]);
    expect(await names("?q=%25")).toEqual(["Book a table 100%"]);
    expect(await names("?q=Compar_")).toEqual([]);
    expect(await list(client, "?state=failed")).toMatchObject({ tasks: [], total: 0, over: 3 });
  });
});

test("reads on through all pages of the server and pages over them itself", async ({
  client,
  sandbox,
}) => {
  await sandbox.addTasks(70, "Bulk");
  await expect.poll(async () => (await list(client)).over, { timeout: 30_000 }).toBe(70);
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) => list(client, `?page=${page}&limit=30`)),
  );
  expect(pages.map(({ tasks }) => tasks.length)).toEqual([30, 30, 10, 0]);
  const ids = pages.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  expect(new Set(ids).size).toBe(70);
});

test("a change that nobody watched is told with how long before it may have been", async ({
  client,
  sandbox,
}) => {
  await sandbox.addTask({
    name: "Asked a while ago",
    runs: [{ script: "waiting", startedAgoMs: 240_000 }],
  });
  await expect
    .poll(async () => states(await list(client)), { timeout: 20_000 })
    .toEqual(["waiting"]);
  const [task] = (await list(client)).tasks;
  expect(task?.run?.changedWithinMs).toBeGreaterThanOrEqual(240_000);
});

test("a list of runs that cannot be read does not call itself fresh", async ({
  client,
  sandbox,
}) => {
  await sandbox.setFaults({ endpoint: "runs", kind: "status", code: 500 });
  await sandbox.addTasks(3, "Unread");
  const reason = async () => (await list(client)).freshness.reason;
  await expect.poll(reason, { timeout: 20_000 }).toBe("upstream_error");
});

test("a new task appears without being asked for by name", async ({ client, sandbox }) => {
  expect((await list(client)).tasks).toEqual([]);
  await sandbox.addTask({ name: "Fresh", runs: [{ script: "running" }] });
  await expect
    .poll(async () => (await list(client)).tasks.map(({ name }) => name), { timeout: 20_000 })
    .toEqual(["Fresh"]);
});

test("a run's page lists the runs of a recurring task, newest first", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({
    name: "Every hour",
    recurring: true,
    runs: [
      { script: "completed", startedAgoMs: 7_200_000 },
      { script: "failed", startedAgoMs: 3_600_000 },
      { script: "running" },
    ],
  });
  await expect
    .poll(
      async () => {
        const answer = await client.get(`/api/tasks/${taskId}/runs`);
        const { runs } = answer.json() as { runs: { state: string }[] };
        return runs.map(({ state }) => state);
      },
      { timeout: 20_000 },
    )
    .toEqual(["running", "failed", "completed"]);
  const answer = await client.get(`/api/tasks/${taskId}/runs`);
  expect(answer.json()).toMatchObject({ task: { id: taskId, recurrence: "recurring" } });
});

test("an open list asks the server at most six times a second", async ({ client, sandbox }) => {
  await sandbox.addTasks(25, "Ended");
  await list(client);
  await sandbox.resetCalls();
  const begun = Date.now();
  while (Date.now() - begun < 6_000) {
    await list(client);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const { total } = await sandbox.calls();
  expect(total / ((Date.now() - begun) / 1_000)).toBeLessThanOrEqual(6.5);
});

test("a list with more runs than it may ask for tells that they are checked less often", async ({
  client,
  sandbox,
}) => {
  const reason = async () => (await list(client)).freshness.reason;
  await sandbox.addTask({ name: "Running", runs: [{ script: "running" }] });
  await expect.poll(async () => states(await list(client))).toEqual(["running"]);
  expect(await reason()).toBeNull();
  for (let task = 0; task < 60; task += 1) {
    await sandbox.addTask({ name: `Running ${task}`, runs: [{ script: "running" }] });
  }
  await expect.poll(reason, { timeout: 45_000 }).toBe("many_runs");
});
