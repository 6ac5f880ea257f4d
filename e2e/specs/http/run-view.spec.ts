/** One run over the API: what is recorded, how it is read on, and what costs nothing. */

import type { RunView } from "../../../lib/contract/api.ts";
import type { Client } from "../../support/http-client.ts";
import { wasUnwatched } from "../../support/silence.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";
import { firstRead, isSeamless, readRun } from "../../support/viewer.ts";

/** Reads until the run shows `state`. */
async function readUntil(client: Client, path: string, state: string): Promise<RunView> {
  let view = await firstRead(client, path);
  await until(async () => {
    if (view.state !== state) view = await readRun(client, path);
    return view.state;
  }).toBe(state);
  return view;
}

inBothDialects("a run on", () => {
  test("is recorded step by step while somebody looks, up to its end and result", async ({
    client,
    sandbox,
  }) => {
    const beganMs = Date.now();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Find the top story",
      runs: [
        {
          manual: true,
          script: {
            samples: ["Getting a browser session", "Opening new tab", "Reading the page"].map(
              (detailedStatus, index) => ({
                atMs: index * 1_000,
                data: { status: "running", detailedStatus, toolCall: null, liveStatus: null },
              }),
            ),
            result: { output: "All done", dataTable: [{ title: "Hello", rowId: 1 }] },
          },
        },
      ],
    });
    const runId = runIds[0] ?? "";
    const path = `/api/tasks/${taskId}/runs/latest`;
    await firstRead(client, path);
    const steps = ["Getting a browser session", "Opening new tab", "Reading the page"];
    for (const [index, step] of steps.entries()) {
      if (index > 0) await sandbox.advance(runId);
      await expect
        .poll(async () => (await readRun(client, path)).step, { intervals: [200] })
        .toBe(step);
    }
    await sandbox.show(runId, { status: "completed", detailedStatus: "completed" });
    const view = await readUntil(client, path, "completed");
    expect(view.runId).toBe(runId);
    // On a busy machine a gap may be the truth, and the end not known exactly then.
    const seen = (await wasUnwatched(sandbox, beganMs))
      ? view.transitions.filter(({ kind }) => kind !== "gap")
      : view.transitions;
    expect(seen.map(({ kind, step }) => (kind === "step" ? step : kind))).toEqual([
      ...steps,
      "end",
    ]);
    expect(isSeamless(view)).toBe(true);
    expect(view.result?.dataTable).toEqual([{ title: "Hello", rowId: 1 }]);
    expect(view.result?.output).toBe("All done");
    if (view.transitions.at(-2)?.kind !== "gap") expect(view.endedAt).not.toBeNull();
  });

  test("says when each step truly began, within the precision it claims", async ({
    client,
    sandbox,
  }) => {
    const { taskId, runIds } = await sandbox.addTask({
      runs: [{ script: "browser-task-completed", speed: 3 }],
    });
    const path = `/api/tasks/${taskId}/runs/latest`;
    const view = await readUntil(client, path, "completed");
    const truth = await sandbox.truth(runIds[0] ?? "");
    for (const { kind, at, precisionMs, step } of view.transitions.slice(1)) {
      if (kind !== "step") continue;
      const at0 = Date.parse(at);
      const nearest = truth
        .filter(({ detailedStatus }) => detailedStatus === step)
        .map((real) => at0 - real.at)
        .filter((distance) => distance >= -50)
        .sort((a, b) => a - b)[0];
      expect(nearest, `${step} at ${at}`).toBeLessThanOrEqual(precisionMs + 50);
    }
  });

  test("waits while a question is open, and carries the question", async ({ client, sandbox }) => {
    const { taskId } = await sandbox.addTask({ runs: [{ script: "waiting" }] });
    const view = await readUntil(client, `/api/tasks/${taskId}/runs/latest`, "waiting");
    expect(view.toolCall).toMatchObject({ name: "form_input" });
    expect(view.transitions.at(-1)).toMatchObject({ kind: "question", until: null });
  });

  for (const [script, state] of [
    ["completed", "completed"],
    ["failed", "failed"],
    ["failed-with-reason", "failed"],
    ["stopped", "stopped"],
    ["stopped-manually", "stopped"],
    ["unknown-status", "running"],
    ["scheduled", "scheduled"],
  ] as const) {
    test(`that the server shows as "${script}" is ${state}`, async ({ client, sandbox }) => {
      const { taskId } = await sandbox.addTask({ runs: [{ script }] });
      const path = `/api/tasks/${taskId}/runs/latest`;
      let view = await firstRead(client, path);
      await until(async () => {
        if (view.freshness.reason === "not_read_yet") view = await readRun(client, path);
        return view.freshness.reason;
      }).not.toBe("not_read_yet");
      expect(view.state).toBe(state);
    });
  }
});

test("a stopped run is never told as failed, not for a moment", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const path = `/api/tasks/${taskId}/runs/latest`;
  const { state } = await readUntil(client, path, "running");
  await sandbox.setFaults({ endpoint: "result", kind: "slow", ms: 1_500 });
  await sandbox.show(runIds[0] ?? "", {
    status: "error",
    detailedStatus: "error",
    result: { error: "API abort", dataTable: [] },
  });
  const states: string[] = [state];
  await expect
    .poll(
      async () => {
        states.push((await readRun(client, path)).state);
        return states.at(-1);
      },
      { timeout: 20_000, intervals: [100] },
    )
    .toBe("stopped");
  expect([...new Set(states)]).toEqual(["running", "stopped"]);
});

test("an answer that would say the same is a 304 that carries how fresh it is", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const path = `/api/tasks/${taskId}/runs/latest`;
  await readUntil(client, path, "running");
  const whole = await client.get(path);
  const etag = String(whole.headers.etag);
  expect(etag).toMatch(/^W\/".+"$/);
  const again = await client.get(path, { "if-none-match": etag });
  expect(again.status).toBe(304);
  expect(again.text).toBe("");
  expect(again.headers.etag).toBe(etag);
  const observedAt = String(again.headers["x-observed-at"]);
  expect(new Date(observedAt).toISOString()).toBe(observedAt);
  expect(again.headers["x-stale"]).toBe("false");
  expect(again.headers["x-stale-reason"]).toBe("");
  expect(again.headers["x-now"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
  await expect
    .poll(
      async () => (await client.get(path, { "if-none-match": etag })).headers["x-observed-at"],
      {
        intervals: [300],
      },
    )
    .not.toBe(observedAt);
});

test("a change changes the ETag, and `after` brings only what is new and the open one again", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    runs: [{ script: "long-history", manual: true }],
  });
  const path = `/api/tasks/${taskId}/runs/latest`;
  const runId = runIds[0] ?? "";
  await firstRead(client, path);
  const see = (step: unknown) =>
    expect.poll(async () => (await readRun(client, path)).step, { intervals: [200] }).toBe(step);
  for (let index = 0; index < 4; index += 1) {
    const { sample } = await sandbox.advance(runId);
    await see(sample.detailedStatus ?? null);
  }
  const before = await client.get(path);
  const held = (JSON.parse(before.text) as RunView).transitions;
  const last = held.at(-1)?.seq ?? 0;
  const { sample } = await sandbox.advance(runId);
  await see(sample.detailedStatus);
  const changed = await client.get(path, { "if-none-match": String(before.headers.etag) });
  expect(changed.status).toBe(200);
  const later = await readRun(client, `${path}?after=${last}`);
  expect(later.transitions[0]?.seq).toBe(last + 1);
  const newest = later.transitions.at(-1)?.seq ?? 0;
  const open = await readRun(client, `${path}?after=${newest}`);
  expect(open.transitions.map(({ seq }) => seq)).toEqual([newest]);
  expect(open.transitions[0]?.until).toBeNull();
});

test("`before` pages back through what came earlier", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({
    runs: [{ script: "long-history", manual: true }],
  });
  const path = `/api/tasks/${taskId}/runs/latest`;
  await firstRead(client, path);
  for (let index = 0; index < 5; index += 1) {
    const { sample } = await sandbox.advance(runIds[0] ?? "");
    await expect
      .poll(async () => (await readRun(client, path)).step, { intervals: [200] })
      .toBe(sample.detailedStatus);
  }
  const newest = await readRun(client, `${path}?limit=2`);
  expect(newest.transitions).toHaveLength(2);
  expect(newest.hasEarlier).toBe(true);
  const first = newest.transitions[0]?.seq ?? 0;
  const earlier = await readRun(client, `${path}?limit=2&before=${first}`);
  expect(earlier.transitions.map(({ seq }) => seq)).toEqual([first - 2, first - 1]);
});

test("a task without a run is preparing, a task nobody lists is not found", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ name: "Just created" });
  const view = await firstRead(client, `/api/tasks/${taskId}/runs/latest`);
  expect(view).toMatchObject({ runId: null, state: "preparing", transitions: [] });
  expect((await client.get("/api/tasks/unheard-of/runs/latest")).status).toBe(404);
});

test("a task made since the list was read has its name at once", async ({ client, sandbox }) => {
  await client.get("/api/tasks");
  const { taskId } = await sandbox.addTask({ name: "Just made", runs: [{ script: "running" }] });
  const { task } = await firstRead(client, `/api/tasks/${taskId}/runs/latest`);
  expect(task.name).toBe("Just made");
});

test("nothing of a newer run is written to the older one", async ({ client, sandbox }) => {
  const { taskId, runIds } = await sandbox.addTask({
    recurring: true,
    runs: [{ script: "running-live" }],
  });
  const oldPath = `/api/tasks/${taskId}/runs/${runIds[0]}`;
  await readUntil(client, oldPath, "running");
  const { runId } = await sandbox.addRun(taskId, { script: "waiting" });
  await expect
    .poll(async () => (await readRun(client, oldPath)).newerRunId, { timeout: 20_000 })
    .toBe(runId);
  const newer = await readUntil(client, `/api/tasks/${taskId}/runs/latest`, "waiting");
  expect(newer.runId).toBe(runId);
  const older = await readRun(client, oldPath);
  expect(older.toolCall).toBeNull();
  expect(older.transitions.some(({ kind }) => kind === "question")).toBe(false);
});
