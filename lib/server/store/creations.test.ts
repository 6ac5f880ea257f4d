import { beforeEach, expect, test } from "vitest";
import { inEachStore } from "@/e2e/support/stores";
import type { Store } from "@/lib/server/store/store";

const wish = (id: string, owner = "me", atMs = Date.now()) => ({
  owner,
  id,
  body_hash: `hash of ${id}`,
  created_at: atMs,
  text: "Find flights",
  agent: "BROWSER_AGENT",
  tools: '[{"type":"function"}]',
});

inEachStore("creations", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  test("the first under a key is the only one, however many begin at once", async () => {
    const firsts = await Promise.all(
      Array.from({ length: 8 }, () => store.creations.begin(wish("k"))),
    );
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await store.creations.begin(wish("k", "somebody else"))).toBe(true);
  });

  test("another instance sees the same", async () => {
    const other = await open();
    expect(await store.creations.begin(wish("k"))).toBe(true);
    expect(await other.creations.begin(wish("k"))).toBe(false);
    await store.creations.finish("me", "k", "created", "t1");
    expect(await other.creations.find("me", "k")).toMatchObject({
      ...wish("k", "me", expect.any(Number) as number),
      state: "created",
      task_id: "t1",
    });
    expect(await other.creations.ofTask("me", "t1")).toMatchObject({ id: "k" });
    expect(await other.creations.ofTask("somebody else", "t1")).toBeUndefined();
    expect(await other.creations.has("me", "t1")).toBe(true);
    expect(await other.creations.has("somebody else", "t1")).toBe(false);
  });

  test("one that came to nothing leaves its key free; one that was told stays", async () => {
    await store.creations.begin(wish("nothing"));
    await store.creations.drop("me", "nothing");
    expect(await store.creations.begin(wish("nothing"))).toBe(true);
    await store.creations.begin(wish("lost"));
    await store.creations.finish("me", "lost", "unconfirmed", null);
    await store.creations.drop("me", "lost");
    expect(await store.creations.find("me", "lost")).toMatchObject({ state: "unconfirmed" });
  });

  test("what was under way when the only process went is not known any more", async () => {
    await store.creations.begin(wish("pending"));
    await store.creations.begin(wish("created"));
    await store.creations.finish("me", "created", "created", "t1");
    await store.creations.loseAll();
    expect(await store.creations.find("me", "pending")).toMatchObject({ state: "unconfirmed" });
    expect(await store.creations.find("me", "created")).toMatchObject({ state: "created" });
  });

  test("old ones go once their task has no run left, and the young stay", async () => {
    const oldMs = Date.now() - 600_000;
    for (const id of ["unconfirmed", "without-runs", "with-run"]) {
      await store.creations.begin(wish(id, "me", oldMs));
    }
    await store.creations.begin(wish("young"));
    await store.creations.finish("me", "without-runs", "created", "t1");
    await store.creations.finish("me", "with-run", "created", "t2");
    await store.runs.add("me", "t2", [{ id: "r", created_at: oldMs }]);
    expect(await store.retention.dropCreations(300_000)).toBe(2);
    const left = ["unconfirmed", "without-runs", "with-run", "young"].map(async (id) =>
      (await store.creations.find("me", id)) ? id : null,
    );
    expect((await Promise.all(left)).filter(Boolean)).toEqual(["with-run", "young"]);
  });

  test("a task that was just made stands first, under its own name until the server has one", async () => {
    const first = async () =>
      (await store.tasks.list("me", { states: [], text: "" }, 0, 10)).map(({ name }) => name)[0];
    const listed = (id: string, name: string) => ({ id, name, active: true });
    await store.tasks.take("me", [listed("old", "Old")], null, 1_000);
    await store.tasks.meet("me", "new", { name: "Find flights", atMs: 2_000 });
    expect(await first()).toBe("Find flights");
    await store.tasks.take("me", [listed("new", ""), listed("old", "Old")], null, 3_000);
    expect(await first()).toBe("Find flights");
    expect(await store.tasks.count("me", { states: [], text: "flights" })).toBe(1);
    await store.tasks.take("me", [listed("new", "Flights"), listed("old", "Old")], null, 4_000);
    expect(await first()).toBe("Flights");
  });
});
