import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NewTransition } from "@/lib/server/store/runs";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";
import { inEachStore } from "@/e2e/support/stores";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-store-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const RUN = { owner: "me", taskId: "t1", runId: "r1" };
const step = (seq: number, words: string, state = "running"): NewTransition => ({
  seq,
  kind: "step",
  at: 1_000 + seq,
  precision_ms: 5,
  state,
  step: words,
  live: 0,
  tool_call: null,
});
const task = (id: string, name = id, active = true) => ({ id, name, active });
const ALL = { states: [], text: "" } as const;

inEachStore("the store", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const ids = async (filter: Parameters<Store["tasks"]["list"]>[1] = ALL) =>
    (await store.tasks.list("me", filter, 0, 30)).map((row) => row.id);

  test("transitions come back in the order of their seq, from either end", async () => {
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    for (let seq = 1; seq <= 5; seq += 1)
      await store.runs.append(RUN, [step(seq, `s${seq}`)], { state: "running" });
    const seqs = (rows: { seq: number }[]) => rows.map((row) => row.seq);
    expect(seqs(await store.transitions.newest(RUN, 2))).toEqual([4, 5]);
    expect(seqs(await store.transitions.newest(RUN, 2, 4))).toEqual([2, 3]);
    expect(seqs(await store.transitions.after(RUN, 3, 10))).toEqual([4, 5]);
  });

  test("a seq is written once: the second time fails, and changes nothing of the run", async () => {
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    await store.runs.append(RUN, [step(1, "first")], { state: "running" });
    await expect(
      store.runs.append(RUN, [step(1, "again")], { state: "failed" }),
    ).rejects.toMatchObject({
      code: "store_unavailable",
    });
    expect(await store.runs.find(RUN)).toMatchObject({ state: "running" });
  });

  test("a run that is added again keeps what was recorded", async () => {
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    await store.runs.update(RUN, { state: "completed" });
    await store.runs.add("me", "t1", [
      { id: "r1", created_at: 2 },
      { id: "r2", created_at: 3 },
    ]);
    expect(await store.runs.find(RUN)).toMatchObject({ state: "completed", created_at: 1 });
    expect(await store.runs.count("me", "t1")).toBe(2);
    expect((await store.runs.list("me", "t1", 0, 10)).map((run) => run.id)).toEqual(["r2", "r1"]);
  });

  test("runs without a date come after those with one", async () => {
    const dated = { a: 5, b: null, c: 7 };
    const runs = Object.entries(dated).map(([id, created_at]) => ({ id, created_at }));
    await store.runs.add("me", "t1", runs);
    expect((await store.runs.list("me", "t1", 0, 9)).map((run) => run.id)).toEqual(["c", "a", "b"]);
  });

  test("an empty page of tasks is taken in", async () => {
    expect(await store.tasks.take("me", [], null, 1_000)).toEqual({ lastRank: 1_000, known: 0 });
  });

  test("two instances that take in the same at once do not hinder each other", async () => {
    const other = await open();
    const page = Array.from({ length: 30 }, (_, index) => task(`t${index}`));
    const runs = page.map(({ id }) => ({ id, created_at: 1 }));
    for (let turn = 0; turn < 5; turn += 1) {
      await Promise.all([
        store.tasks.take("me", page, null, 1_000 + turn),
        other.tasks.take("me", page.toReversed(), null, 1_000 + turn),
        store.runs.add("me", `t${turn}`, runs),
        other.runs.add("me", `t${turn}`, runs.toReversed()),
      ]);
    }
    expect(await store.tasks.count("me", ALL)).toBe(30);
  });

  test("nobody sees what belongs to another owner", async () => {
    await store.tasks.take("me", [task("t1")], null, 10);
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    await store.runs.append(RUN, [step(1, "mine")], { state: "running" });
    const theirs = { ...RUN, owner: "you" };
    expect(await store.tasks.find("you", "t1")).toBeUndefined();
    expect(await store.tasks.count("you", ALL)).toBe(0);
    expect(await store.runs.find(theirs)).toBeUndefined();
    expect(await store.transitions.newest(theirs, 10)).toEqual([]);
  });

  test("tasks keep the server's order across pages, and new ones come on top", async () => {
    const { lastRank } = await store.tasks.take("me", [task("c"), task("b")], null, 1_000);
    await store.tasks.take("me", [task("a")], lastRank, 1_100);
    await store.tasks.take("me", [task("d"), task("c"), task("b")], null, 6_000);
    expect(await ids()).toEqual(["d", "c", "b", "a"]);
  });

  test("more new tasks than a page holds come between the newest and those known", async () => {
    await store.tasks.take("me", [task("b"), task("a")], null, 1_000);
    const first = await store.tasks.take("me", [task("f"), task("e")], null, 6_000);
    expect(first.known).toBe(0);
    await store.tasks.take("me", [task("d"), task("c")], first.lastRank, 6_100);
    await store.tasks.take("me", [task("b"), task("a")], first.lastRank, 6_200);
    expect(await ids()).toEqual(["f", "e", "d", "c", "b", "a"]);
  });

  test("a task met by its address ranks below those that were listed", async () => {
    await store.tasks.take("me", [task("b"), task("a")], null, 1_000);
    await store.tasks.meet("me", "met");
    expect(await ids()).toEqual(["b", "a", "met"]);
    await store.tasks.take("me", [task("met"), task("b"), task("a")], null, 6_000);
    expect(await ids()).toEqual(["met", "b", "a"]);
  });

  test("who waits comes first, then what runs, then the newest", async () => {
    const states = {
      t1: "completed",
      t2: "running",
      t3: "waiting",
      t4: "failed",
      t5: "scheduled",
    };
    await store.tasks.take(
      "me",
      Object.keys(states).map((id) => task(id)),
      null,
      1_000,
    );
    for (const [id, state] of Object.entries(states)) {
      await store.runs.add("me", id, [{ id: `r-${id}`, created_at: 1 }]);
      await store.runs.update({ owner: "me", taskId: id, runId: `r-${id}` }, { state });
      await store.tasks.setNewestRun("me", id, `r-${id}`, 2_000);
    }
    expect(await ids()).toEqual(["t3", "t2", "t1", "t4", "t5"]);
    expect(await ids({ states: ["waiting", "failed"], text: "" })).toEqual(["t3", "t4"]);
    expect(await store.tasks.count("me", { states: ["running"], text: "" })).toBe(1);
  });

  test("inactive tasks are read once, active ones again: those that may change first", async () => {
    await store.tasks.take("me", [task("t1", "", false), task("t2", "", false)], null, 1_000);
    await store.tasks.take("me", [task("t3"), task("t4")], null, 2_000);
    await store.tasks.setNewestRun("me", "t1", null, 3_000);
    expect(await store.tasks.unread("me", 9)).toEqual(["t2"]);
    await store.runs.add("me", "t4", [{ id: "r4", created_at: 1 }]);
    await store.runs.update({ owner: "me", taskId: "t4", runId: "r4" }, { state: "failed" });
    await store.tasks.setNewestRun("me", "t4", "r4", 3_000);
    expect(await store.tasks.active("me", 9)).toEqual(["t3", "t4"]);
    expect(await store.tasks.active("me", 1)).toEqual(["t3"]);
  });

  test("a task whose runs were never read is unknown, one without a run is preparing", async () => {
    await store.tasks.take("me", [task("t1"), task("t2")], null, 1_000);
    await store.tasks.setNewestRun("me", "t2", null, 2_000);
    const rows = await store.tasks.list("me", ALL, 0, 10);
    expect(Object.fromEntries(rows.map((row) => [row.id, row.state]))).toEqual({
      t1: "unknown",
      t2: "preparing",
    });
  });

  test("text is looked for in names and ids, whatever its case, and taken literally", async () => {
    await store.tasks.take(
      "me",
      [task("t1", "Écouter 100% Übung"), task("t2", "Plain_text")],
      null,
      1_000,
    );
    expect(await ids({ states: [], text: "écouter" })).toEqual(["t1"]);
    expect(await ids({ states: [], text: "100%" })).toEqual(["t1"]);
    expect(await ids({ states: [], text: "n_t" })).toEqual(["t2"]);
    expect(await ids({ states: [], text: "T2" })).toEqual(["t2"]);
    expect(await ids({ states: [], text: "%" })).toEqual(["t1"]);
    expect(await ids({ states: [], text: "' or 1=1 --" })).toEqual([]);
  });

  test("ended sessions stay ended, of one cookie or of a whole key", async () => {
    const session = (sid: string, owner: string) => ({
      sid,
      owner,
      cookie_hash: sid,
      created_at: 1,
      last_active_at: 1,
      ended_at: null,
    });
    await store.sessions.insert(session("s1", "me"));
    await store.sessions.insert(session("s2", "me"));
    await store.sessions.insert(session("s3", "you"));
    await store.sessions.end("s1", 5);
    await store.sessions.endOfOwner("me", 9);
    expect((await store.sessions.find("s1"))?.ended_at).toBe(5);
    expect((await store.sessions.find("s2"))?.ended_at).toBe(9);
    expect((await store.sessions.find("s3"))?.ended_at).toBeNull();
  });
});

test("the SQLite files are private to this user, and what they hold outlives the process", async () => {
  const store = await openStore(sqliteDialect(directory));
  await store.tasks.take("me", [task("t1")], null, 1_000);
  await store.close();
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(directory, "runboard.db")).mode & 0o777).toBe(0o600);
  const again = await openStore(sqliteDialect(directory));
  expect(await again.tasks.find("me", "t1")).toMatchObject({ name: "t1" });
  await again.close();
});

test("a store that is no database is refused with one clear sentence", () => {
  writeFileSync(
    path.join(directory, "runboard.db"),
    "this is not a database, and long enough to tell",
  );
  expect(() => sqliteDialect(directory)).toThrow(
    /^Runboard cannot start: its store .* cannot be opened\.$/,
  );
});
