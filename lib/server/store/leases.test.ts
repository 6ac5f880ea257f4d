import { beforeEach, expect, test } from "vitest";
import type { NewTransition } from "@/lib/server/store/runs";
import type { Store } from "@/lib/server/store/store";
import { inEachStore } from "@/e2e/support/stores";

const TASK = { owner: "me", taskId: "t1" };
const RUN = { ...TASK, runId: "r1" };
const STEP: NewTransition = {
  seq: 1,
  kind: "step",
  at: 1_000,
  precision_ms: 5,
  state: "running",
  step: "work",
  live: 0,
  tool_call: null,
};
const LIVES = 60_000;
/** As if it had been silent for long. */
const GONE = -1;

inEachStore("leases", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await store.leases.beat("a", LIVES);
    await store.leases.beat("b", LIVES);
  });

  const take = async (holder: string) => {
    const fencing = await store.leases.acquire(TASK, holder);
    return fencing === null ? null : { holder, fencing };
  };
  const mustTake = async (holder: string) => {
    const fence = await take(holder);
    if (!fence) throw new Error(`${holder} could not take the task`);
    return fence;
  };

  test("one of two that ask at once gets it", async () => {
    const other = await open();
    const both = await Promise.all([
      store.leases.acquire(TASK, "a"),
      other.leases.acquire(TASK, "b"),
    ]);
    expect(both.filter((fencing) => fencing !== null)).toHaveLength(1);
  });

  test("nobody takes it from a process that lives; from one that is gone, with a higher number", async () => {
    const first = await mustTake("a");
    expect(await take("b")).toBeNull();
    await store.leases.beat("a", GONE);
    expect((await mustTake("b")).fencing).toBeGreaterThan(first.fencing);
    await store.leases.beat("a", LIVES);
    expect(await take("a")).toBeNull();
  });

  test("a process that took it again has a higher number, too", async () => {
    const first = await mustTake("a");
    expect((await mustTake("a")).fencing).toBeGreaterThan(first.fencing);
  });

  test("what an earlier holder still writes is refused, all of it", async () => {
    await store.tasks.take("me", [{ id: "t1", name: "", active: true }], null, 1);
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    const first = await mustTake("a");
    await store.runs.append(RUN, [STEP], { state: "running" }, first);
    await store.leases.beat("a", GONE);
    const second = await mustTake("b");
    const late = { ...STEP, seq: 2, step: "late" };
    const writes = [
      store.runs.append(RUN, [late], { state: "failed" }, first),
      store.runs.update(RUN, { state: "failed" }, first),
      store.runs.amendEnd(RUN, { state: "failed" }, first),
      store.tasks.setNewestRun("me", "t1", "late", 1, first),
    ];
    for (const outcome of await Promise.allSettled(writes)) {
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { code: "store_unavailable", cause: { message: "another process has taken over" } },
      });
    }
    expect(await store.transitions.newest(RUN, 9)).toHaveLength(1);
    expect(await store.runs.find(RUN)).toMatchObject({ state: "running" });
    expect(await store.tasks.find("me", "t1")).toMatchObject({ newest_run_id: null });
    await store.runs.append(RUN, [{ ...STEP, seq: 2 }], { state: "running" }, second);
    await store.tasks.setNewestRun("me", "t1", "r1", 1, second);
    expect(await store.transitions.newest(RUN, 9)).toHaveLength(2);
  });

  test("what is let go of while there is more to watch waits for the next; else it is over", async () => {
    await store.leases.release(TASK, await mustTake("a"), false);
    const key = (owner: string, taskId: string) => ({ owner, taskId });
    const orphansOf = (...tasks: ReturnType<typeof key>[]) => store.leases.orphans([], tasks, 9);
    expect(await orphansOf(key("me", "t1"))).toHaveLength(1);
    // Neither another owner's task of the same id, nor the owner's other tasks.
    expect(await orphansOf(key("you", "t1"), key("me", "t9"))).toEqual([]);
    expect(await store.leases.orphans(["me"], [], 9)).toEqual([{ owner: "me", task_id: "t1" }]);
    expect(await store.leases.orphans(["you"], [], 9)).toEqual([]);
    await store.leases.release(TASK, await mustTake("b"), true);
    expect(await store.leases.orphans(["me"], [], 9)).toEqual([]);
    expect(await store.leases.find(TASK)).toBeUndefined();
  });

  test("a process that says goodbye leaves its tasks to the others at once", async () => {
    await mustTake("a");
    await store.leases.leave("a");
    expect(await store.leases.orphans(["me"], [], 9)).toHaveLength(1);
    expect(await take("b")).not.toBeNull();
  });

  test("the holder hears who looks and who lists", async () => {
    await mustTake("a");
    expect(await store.audience.lookers("a")).toEqual([]);
    await store.audience.look(TASK, 5_000);
    await store.audience.look(TASK, 10);
    const [looked] = await store.audience.lookers("a");
    expect(Number(looked?.looked_ms)).toBeGreaterThan(2_000);
    expect(Number(looked?.listed_ms)).toBeLessThan(0);
    await store.audience.list("me", ["t1", "t2"], 5_000);
    expect(Number((await store.audience.lookers("a"))[0]?.listed_ms)).toBeGreaterThan(2_000);
    expect(await store.audience.lookers("b")).toEqual([]);
  });

  test("every older run that is wanted is heard of, until it is there", async () => {
    await mustTake("a");
    await Promise.all(["r0", "r1", "r0"].map((runId) => store.audience.want(TASK, [runId])));
    const wanted = await store.audience.wanted("a");
    expect(wanted.map((row) => row.run_id).toSorted()).toEqual(["r0", "r1"]);
    expect(await store.audience.wanted("b")).toEqual([]);
    await store.audience.answer(TASK, "r0");
    expect(await store.audience.isWanted(TASK, "r0")).toBe(false);
    expect(await store.audience.isWanted(TASK, "r1")).toBe(true);
  });

  test("only the holder is heard, and a sample stays until there is another", async () => {
    const fence = await mustTake("a");
    await store.audience.tell(TASK, fence, "first", "sealed");
    await store.audience.tell(TASK, fence, "second");
    await store.audience.tell(TASK, { ...fence, fencing: fence.fencing - 1 }, "stranger", "x");
    const lease = await store.leases.find(TASK);
    expect(lease).toMatchObject({ told: "second", sample: "sealed" });
    expect(Number(lease?.alive)).toBe(1);
    expect(Number(lease?.told_ms)).toBeGreaterThanOrEqual(0);
    expect(Number(lease?.told_ms)).toBeLessThan(2_000);
  });

  test("what one holder told is not taken for the next one's", async () => {
    await store.audience.tell(TASK, await mustTake("a"), "told", "sealed");
    await store.leases.beat("a", GONE);
    await mustTake("b");
    expect(await store.leases.find(TASK)).toMatchObject({
      told: null,
      told_at: null,
      sample: null,
    });
  });

  test("processes and tasks left behind long ago are forgotten, those that live are not", async () => {
    await mustTake("a");
    await store.leases.acquire({ owner: "me", taskId: "t2" }, "b");
    await store.leases.beat("a", -LIVES);
    await store.leases.sweep(-1_000);
    expect(await store.leases.find(TASK)).toBeUndefined();
    expect(await store.leases.heldBy("b")).toHaveLength(1);
    expect(await take("a")).not.toBeNull();
  });
});
