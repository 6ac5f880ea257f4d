import { beforeEach, expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import { systemClock } from "@/lib/server/clock";
import { Retention } from "@/lib/server/recorder/retention";
import type { NewTransition } from "@/lib/server/store/runs";
import type { Store } from "@/lib/server/store/store";

const DAY_MS = 86_400_000;
const step = (seq: number, at: number): NewTransition => ({
  seq,
  kind: "step",
  at,
  precision_ms: 5,
  state: "running",
  step: `step ${seq}`,
  live: 0,
  tool_call: null,
});

inEachStore("retention", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const at = (daysAgo: number) => Date.now() - daysAgo * DAY_MS;

  /** A run last seen so long ago, its task's newest. */
  async function seed(taskId: string, daysAgo: number, transitions = 3) {
    const seenAt = at(daysAgo);
    const run = { owner: "me", taskId, runId: `run-${taskId}` };
    await store.tasks.take("me", [{ id: taskId, name: taskId, active: false }], null, seenAt);
    await store.runs.add("me", taskId, [{ id: run.runId, created_at: seenAt - 1_000 }]);
    const rows = Array.from({ length: transitions }, (_, index) => step(index + 1, seenAt));
    await store.runs.append(run, rows, { state: "completed", last_seen_at: seenAt });
    await store.tasks.setNewestRun("me", taskId, run.runId, seenAt);
    return run;
  }

  /** One sweep, with the pauses it makes. */
  async function sweep(watched: string[] = []): Promise<number> {
    const retention = new Retention({
      store,
      clock: { ...systemClock, after: soon },
      retentionMs: 30 * DAY_MS,
      isWatched: ({ taskId }) => watched.includes(taskId),
    });
    return retention.sweep();
  }
  const soon = (_ms: number, callback: () => void) => {
    setImmediate(callback);
    return () => undefined;
  };

  test("what was last seen longer ago goes, with all its transitions; the rest stays", async () => {
    const old = await seed("old", 31, 1_200);
    const young = await seed("young", 29);
    expect(await sweep()).toBe(1);
    expect(await store.runs.find(old)).toBeUndefined();
    expect(await store.transitions.newest(old, 9)).toEqual([]);
    expect(await store.runs.find(young)).toBeDefined();
    expect(await store.transitions.newest(young, 9)).toHaveLength(3);
  });

  test("a run that is still watched stays, here or by another process", async () => {
    const here = await seed("here", 40);
    const there = await seed("there", 40);
    await store.leases.beat("other", 60_000);
    await store.leases.acquire(there, "other");
    await sweep(["here"]);
    expect(await store.transitions.newest(here, 9)).toHaveLength(3);
    expect(await store.transitions.newest(there, 9)).toHaveLength(3);
    await store.leases.leave("other");
    await sweep();
    expect(await store.runs.find(here)).toBeUndefined();
    expect(await store.runs.find(there)).toBeUndefined();
  });

  test("the history of a task that is still watched goes all the same", async () => {
    const old = await seed("task", 40);
    await store.runs.add("me", "task", [{ id: "newest", created_at: at(39) }]);
    await store.runs.update({ ...old, runId: "newest" }, { last_seen_at: at(38) });
    await store.tasks.setNewestRun("me", "task", "newest", at(38));
    await store.leases.beat("other", 60_000);
    await store.leases.acquire(old, "other");
    await sweep();
    expect(await store.runs.find(old)).toBeUndefined();
    expect(await store.runs.find({ ...old, runId: "newest" })).toBeDefined();
  });

  test("a task that was only just met by its address stays", async () => {
    await store.tasks.meet("me", "met");
    await sweep();
    expect(await store.tasks.find("me", "met")).toBeDefined();
  });

  test("nothing is written of a run that is not stored", async () => {
    const run = { owner: "me", taskId: "t", runId: "nowhere" };
    await expect(store.runs.append(run, [step(1, 1)], { state: "running" })).rejects.toMatchObject({
      code: "store_unavailable",
    });
    expect(await store.transitions.newest(run, 9)).toEqual([]);
  });

  test("a task whose newest run went is not read yet, rather than without a run", async () => {
    await seed("task", 31);
    await store.tasks.take("me", [{ id: "task", name: "task", active: true }], null, at(1));
    await sweep();
    const [row] = await store.tasks.list("me", { states: [], text: "" }, 0, 10);
    expect(row).toMatchObject({ id: "task", run_id: null, state: "unknown" });
  });

  test("a task that no list has named for as long goes once it has no run", async () => {
    await seed("gone", 31);
    await seed("listed", 31);
    await store.tasks.take("me", [{ id: "listed", name: "", active: false }], null, at(1));
    await seed("kept", 2);
    await sweep();
    expect(await store.tasks.find("me", "gone")).toBeUndefined();
    expect(await store.tasks.find("me", "listed")).toBeDefined();
    expect(await store.tasks.find("me", "kept")).toBeDefined();
  });

  test("every run is looked at, however many pages they fill", async () => {
    for (let task = 0; task < 5; task += 1) {
      const taskId = `many-${task}`;
      const ids = Array.from({ length: 90 }, (_, index) => ({
        id: `r${index}`,
        created_at: at(50),
      }));
      await store.runs.add("me", taskId, ids);
    }
    expect(await sweep()).toBe(450);
    expect(await store.runs.count("me", "many-4")).toBe(0);
  });
});
