import { expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import type { NewShare } from "@/lib/server/store/shares";
import type { Store } from "@/lib/server/store/store";

const RUN = { owner: "me", taskId: "task", runId: "run" };

const share = (id: string, change: Partial<NewShare> = {}): NewShare => ({
  id,
  secret_hash: `hash of ${id}`,
  owner: "me",
  task_id: "task",
  run_id: "run",
  label: null,
  include_task_name: 1,
  include_result: 0,
  include_tool_calls: 0,
  include_live: 0,
  badge: 0,
  card: 0,
  created_at: 1_000,
  expires_at: 9_000,
  sealed_key: `key of ${id}`,
  ...change,
});

const withRun = async (store: Store) => {
  await store.tasks.meet("me", "task");
  await store.runs.add("me", "task", [{ id: "run", created_at: 500 }]);
};
const idsWithKeys = async (store: Store) => (await store.shareKeys.all(9)).map(({ id }) => id);

inEachStore("shares", (open) => {
  test("a run has as many live links as are allowed, however many are asked for at once", async () => {
    const store = await open();
    await withRun(store);
    const made = await Promise.all(
      Array.from({ length: 9 }, (_, index) => store.shares.insert(share(`share ${index}`), 4)),
    );
    expect(made.filter(Boolean)).toHaveLength(4);
    expect(await store.shares.counts({ owner: "me", run: RUN })).toEqual({ total: 4, live: 4 });
    await store.shares.revoke("me", null, 2_000);
    expect(await store.shares.insert(share("another"), 4)).toBe(true);
  });

  test("one that has ended stays so, and its key is forgotten", async () => {
    const store = await open();
    await withRun(store);
    for (const id of ["a", "b", "c"]) await store.shares.insert(share(id), 10);
    await store.shares.insert(share("later", { expires_at: 99_000 }), 10);
    expect(await store.shares.revoke("you", "a", 2_000)).toBe(0);
    expect(await store.shares.revoke("me", "a", 2_000)).toBe(1);
    expect(await store.shares.revoke("me", "a", 3_000)).toBe(0);
    await store.shares.endExpired(9_000);
    expect(await store.shares.find("a")).toMatchObject({ ended_at: 2_000, ended_why: "revoked" });
    expect(await store.shares.find("b")).toMatchObject({ ended_at: 9_000, ended_why: "expired" });
    expect(await idsWithKeys(store)).toEqual(["later"]);
    expect(await store.shares.change("me", "b", { sealed_key: "again" })).toBe(false);
    expect(await store.shares.change("you", "later", { label: "mine" })).toBe(false);
    expect(await store.shares.revoke("me", null, 4_000)).toBe(1);
    expect(await idsWithKeys(store)).toEqual([]);
  });

  test("keys are forgotten once the run's end and result are known, or the key is refused", async () => {
    const store = await open();
    await withRun(store);
    await store.runs.add("me", "task", [{ id: "other", created_at: 600 }]);
    await store.shares.insert(share("a"), 10);
    await store.shares.insert(share("b", { run_id: "other" }), 10);
    await store.shares.insert(share("c", { owner: "you" }), 10);
    await store.runs.update(RUN, { state: "completed" });
    await store.shareKeys.dropSpent(2_000);
    expect((await idsWithKeys(store)).toSorted()).toEqual(["a", "b", "c"]);
    await store.runs.update(RUN, { result: "{}" });
    await store.shareKeys.dropSpent(2_000);
    expect((await idsWithKeys(store)).toSorted()).toEqual(["b", "c"]);
    // A result that was never read is not waited for as long as the link lasts.
    await store.shares.insert(share("d", { run_id: "other" }), 10);
    await store.runs.update({ ...RUN, runId: "other" }, { state: "failed", ended_at: 2_500 });
    await store.shareKeys.dropSpent(2_500);
    expect(await idsWithKeys(store)).toContain("d");
    await store.shareKeys.dropSpent(2_501);
    expect(await idsWithKeys(store)).toEqual(["c"]);
    // One that a newer run pushed aside, and that nobody has seen for long.
    await store.runs.add("me", "task", [{ id: "aside", created_at: 600 }]);
    await store.shares.insert(share("e", { run_id: "aside" }), 10);
    const aside = { ...RUN, runId: "aside" };
    await store.runs.update(aside, { state: "running", last_seen_at: 3_000 });
    const dayLaterMs = 3_000 + 24 * 3_600_000;
    await store.shareKeys.dropSpent(dayLaterMs + 1);
    expect(await idsWithKeys(store)).toContain("e");
    await store.tasks.setNewestRun("me", "task", "run", 3_000);
    await store.shareKeys.dropSpent(dayLaterMs);
    expect(await idsWithKeys(store)).toContain("e");
    await store.shareKeys.dropSpent(dayLaterMs + 1);
    expect(await idsWithKeys(store)).toEqual(["c"]);
    await store.shares.insert(share("b1", { run_id: "other" }), 10);
    await store.shares.change("me", "b1", { paused_at: 2_900, paused_why: "owner" });
    await store.shares.insert(share("b2", { run_id: "other" }), 10);
    await store.shares.pauseOfOwner("me", 3_000);
    expect(await idsWithKeys(store)).toEqual(["c"]);
    expect(await store.shares.find("b2")).toMatchObject({ paused_why: "key_rejected" });
    // Its owner had paused it already, and that is what it says.
    expect(await store.shares.find("b1")).toMatchObject({ paused_why: "owner", sealed_key: null });
  });

  test("the list has those that live first, with the names of their tasks", async () => {
    const store = await open();
    await withRun(store);
    await store.tasks.take("me", [{ id: "task", name: "Prices", active: true }], null, 700);
    for (const [index, id] of ["a", "b", "c"].entries()) {
      await store.shares.insert(share(id, { created_at: 1_000 + index }), 10);
    }
    await store.shares.revoke("me", "c", 2_000);
    await store.shares.noteView("a", 5_000);
    await store.shares.noteView("a", 6_000);
    const rows = await store.shares.list({ owner: "me", run: null }, 0, 10);
    expect(rows.map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(rows[1]).toMatchObject({ task_name: "Prices", run_state: "unknown" });
    expect([Number(rows[1]?.views), Number(rows[1]?.last_opened_at)]).toEqual([2, 6_000]);
    expect(await store.shares.list({ owner: "you", run: null }, 0, 10)).toEqual([]);
    expect(await store.shares.list({ owner: "me", run: null }, 2, 10)).toHaveLength(1);
  });

  test("what is shared is kept for as long as a link to it lives, and so is an ended link's row", async () => {
    const store = await open();
    await withRun(store);
    await store.shares.insert(share("a"), 10);
    const isOld = async () => (await store.retention.page(1_000, null, 10)).map((row) => row.isOld);
    expect(await isOld()).toEqual([false]);
    await store.retention.drop(RUN, 1_000);
    expect(await store.runs.find(RUN)).toBeDefined();
    expect(await store.shares.dropEnded(1_000)).toBe(0);
    await store.shares.revoke("me", "a", 2_000);
    expect(await isOld()).toEqual([true]);
    await store.retention.drop(RUN, 1_000);
    expect(await store.runs.find(RUN)).toBeUndefined();
    expect(await store.shares.dropEnded(1_000)).toBe(1);
    expect(await store.shares.find("a")).toBeUndefined();
  });

  test("a key gets another seal only while it is the one that was read", async () => {
    const store = await open();
    await withRun(store);
    await store.shares.insert(share("a"), 10);
    await store.shareKeys.reseal("a", "something else", "new seal");
    expect((await store.shares.find("a"))?.sealed_key).toBe("key of a");
    await store.shareKeys.reseal("a", "key of a", "new seal");
    expect((await store.shares.find("a"))?.sealed_key).toBe("new seal");
  });

  test("a task is remembered with the most runs it was seen to have", async () => {
    const store = await open();
    await withRun(store);
    for (const total of [1, 3, 2]) await store.tasks.noteRuns("me", "task", total);
    expect(Number((await store.tasks.find("me", "task"))?.runs_total)).toBe(3);
  });
});
