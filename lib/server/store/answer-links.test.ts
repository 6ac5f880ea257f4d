import { expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import type { NewShare } from "@/lib/server/store/shares";
import type { Store } from "@/lib/server/store/store";

const RUN = { owner: "me", taskId: "task", runId: "run" };
const call = (id: string) => JSON.stringify({ id, name: "form_input", parameters: {} });

const link = (id: string, change: Partial<NewShare> = {}): NewShare => ({
  id,
  secret_hash: `hash of ${id}`,
  owner: "me",
  task_id: "task",
  run_id: "run",
  tool_call_id: "call",
  label: null,
  include_task_name: 0,
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

const asks = (seq: number, id: string | null) => ({
  seq,
  kind: id ? "question" : "step",
  at: 500 + seq,
  precision_ms: 0,
  state: id ? "waiting" : "running",
  step: null,
  live: 0,
  tool_call: id && call(id),
});

const withRun = async (store: Store) => {
  await store.tasks.meet("me", "task");
  await store.runs.add("me", "task", [{ id: "run", created_at: 500 }]);
  await store.runs.append(RUN, [asks(1, null), asks(2, "call")], { state: "waiting" });
};

inEachStore("links that answer", (open) => {
  test("are one for each question, and none of those that show a run", async () => {
    const store = await open();
    await withRun(store);
    const made = await Promise.all(["a", "b", "c"].map((id) => store.shares.insert(link(id), 1)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await store.shares.insert(link("other", { tool_call_id: "other" }), 1)).toBe(true);
    expect(await store.shares.insert(link("shows", { tool_call_id: null }), 1)).toBe(true);
    expect(await store.shares.find("other")).toBeUndefined();
    expect(await store.answerLinks.find("shows")).toBeUndefined();
    expect((await store.answerLinks.live(RUN, "other"))?.id).toBe("other");
    expect(await store.answerLinks.live({ ...RUN, owner: "you" }, "other")).toBeUndefined();
    await store.answerLinks.end("shows", 2_000, "used");
    expect(await store.shares.find("shows")).toMatchObject({ ended_at: null });
  });

  test("are taken by one of many at once, and can be given back by that one alone", async () => {
    const store = await open();
    await withRun(store);
    await store.shares.insert(link("a"), 1);
    const claims = Array.from({ length: 10 }, (_, at) => store.answerLinks.claim("a", 2_000 + at));
    const won = (await Promise.all(claims)).indexOf(true);
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await store.shares.counts({ owner: "me", run: null })).toEqual({ total: 1, live: 0 });
    await store.answerLinks.release("a", 1_999, "key of a");
    expect(await store.answerLinks.claim("a", 3_000)).toBe(false);
    await store.answerLinks.release("a", 2_000 + won, "key of a");
    expect(await store.answerLinks.claim("a", 9_000)).toBe(false);
    await store.shares.change("me", "a", { paused_at: 1 });
    expect(await store.answerLinks.claim("a", 3_000)).toBe(false);
    await store.shares.change("me", "a", { paused_at: null });
    expect(await store.answerLinks.claim("a", 3_000)).toBe(true);
    await store.answerLinks.end("a", 4_000, "used");
    await store.answerLinks.end("a", 5_000, "question_over");
    expect(await store.answerLinks.find("a")).toMatchObject({
      ended_at: 4_000,
      ended_why: "used",
      sealed_key: null,
    });
  });

  test("that were taken for used are given back with their key, others stay ended", async () => {
    const store = await open();
    await withRun(store);
    for (const why of ["used", "unconfirmed", "revoked"] as const) {
      await store.shares.insert(link(why), 1);
      await store.answerLinks.claim(why, 2_000);
      await store.answerLinks.end(why, 3_000, why);
      await store.answerLinks.release(why, 2_000, "its key");
      const isBack = why !== "revoked";
      expect(await store.answerLinks.find(why)).toMatchObject({
        used_at: null,
        ended_at: isBack ? null : 3_000,
        ended_why: isBack ? null : "revoked",
        sealed_key: isBack ? "its key" : null,
      });
      await store.shares.revoke("me", why, 4_000);
    }
  });

  test("tell how their question stands by what was recorded last", async () => {
    const store = await open();
    await withRun(store);
    await store.shares.insert(link("a"), 1);
    expect(await store.answerLinks.question("a")).toMatchObject({
      link: { id: "a", tool_call_id: "call", run_id: "run" },
      runState: "waiting",
      newestCall: call("call"),
    });
    await store.runs.append(RUN, [asks(3, "next"), asks(4, null)], { state: "running" });
    expect(await store.answerLinks.questions(null, 9)).toMatchObject([
      { link: { id: "a" }, runState: "running", newestCall: call("next") },
    ]);
    expect(await store.answerLinks.questions("you", 9)).toEqual([]);
    expect(await store.answerLinks.questions("me", 9)).toHaveLength(1);
    await store.shares.revoke("me", "a", 2_000);
    expect(await store.answerLinks.questions(null, 9)).toEqual([]);
  });
});
