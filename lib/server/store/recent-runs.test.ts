import { beforeEach, expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import type { Store } from "@/lib/server/store/store";

inEachStore("what a list tells of a task's runs", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const list = (owner: string, id: string) =>
    store.tasks.take(owner, [{ id, name: id, active: true }], null, 1);
  const add = (taskId: string, runs: Record<string, number | null>, owner = "me") =>
    store.runs.add(
      owner,
      taskId,
      Object.entries(runs).map(([id, created_at]) => ({ id, created_at })),
    );
  const end = (taskId: string, runId: string, state: string, ended_at: number | null) =>
    store.runs.update({ owner: "me", taskId, runId }, { state, ended_at });

  test("each task has its newest runs, oldest first, and no others'", async () => {
    for (const id of ["t1", "t2", "t3"]) await list("me", id);
    await list("somebody else", "t1");
    await add("t1", { a: 1_000, b: 2_000, c: 3_000 });
    await add("t2", { a: 5_000 });
    await add("t3", { a: 6_000 });
    await add("t1", { z: 9_000 }, "somebody else");
    await end("t1", "b", "completed", 2_700);
    await end("t1", "c", "running", null);
    await end("t2", "a", "failed", 5_250);
    const runs = await store.recentRuns.of("me", ["t1", "t2", "t4"], 2);
    expect(runs.get("t1")).toEqual([
      { state: "completed", durationMs: 700 },
      { state: "running", durationMs: null },
    ]);
    expect(runs.get("t2")).toEqual([{ state: "failed", durationMs: 250 }]);
    expect([...runs.keys()].toSorted()).toEqual(["t1", "t2"]);
    expect((await store.recentRuns.of("me", [], 2)).size).toBe(0);
  });

  test("a run without a date counts as the oldest, and has no duration", async () => {
    await list("me", "t1");
    await add("t1", { a: null, b: 2_000 });
    await end("t1", "a", "completed", 9_000);
    await end("t1", "b", "stopped", 2_000);
    expect((await store.recentRuns.of("me", ["t1"], 6)).get("t1")).toEqual([
      { state: "completed", durationMs: null },
      { state: "stopped", durationMs: 0 },
    ]);
  });

  test("a task waits for its owner when its newest run does", async () => {
    for (const id of ["t1", "t2", "t3"]) {
      await list("me", id);
      await add(id, { old: 1_000, new: 2_000 });
      await store.tasks.setNewestRun("me", id, "new", 1);
    }
    await list("somebody else", "t1");
    await end("t1", "new", "waiting", null);
    await end("t2", "old", "waiting", null);
    await end("t3", "new", "running", null);
    expect(await store.tasks.tally("me")).toMatchObject({ known: 3, waiting: 1 });
    const ranks = (await store.tasks.list("me", { states: [], text: "" }, 0, 9)).map((t) => t.rank);
    expect((await store.tasks.tally("me")).newest).toBe(Math.max(...ranks));
    expect(await store.tasks.tally("somebody else")).toMatchObject({ known: 1, waiting: 0 });
    expect(await store.tasks.tally("nobody")).toEqual({ known: 0, newest: 0, waiting: 0 });
  });
});
