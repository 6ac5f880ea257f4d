import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { inEachStore } from "@/e2e/support/stores";
import { type PublicKind, publicState } from "@/lib/server/shares/public-state";
import type { RunChange } from "@/lib/server/store/runs";
import type { NewShare } from "@/lib/server/store/shares";
import type { Store } from "@/lib/server/store/store";

const OWNER = "me";
const ID = "AbCdEfGh0_-1";
const RUN = { owner: OWNER, taskId: "task", runId: "run" };
const KINDS: PublicKind[] = ["badge", "card"];

inEachStore("what everybody may know of a shared run", (open) => {
  let store: Store;
  let clock: FakeClock;
  beforeEach(async () => {
    store = await open();
    clock = new FakeClock();
  });

  const ask = (kind: PublicKind, id = ID) => publicState({ store, clock }, id, kind);

  async function run(change: RunChange, name = "Quarterly report"): Promise<void> {
    const nowMs = clock.now();
    await store.tasks.take(OWNER, [{ id: RUN.taskId, name, active: true }], null, nowMs);
    await store.runs.add(OWNER, RUN.taskId, [{ id: RUN.runId, created_at: nowMs - 134_000 }]);
    await store.runs.update(RUN, { state: "running", last_seen_at: nowMs, ...change });
  }

  async function share(change: Partial<NewShare> = {}): Promise<void> {
    const row: NewShare = {
      id: ID,
      secret_hash: "hash",
      owner: OWNER,
      task_id: RUN.taskId,
      run_id: RUN.runId,
      label: "For the board",
      include_task_name: 1,
      include_result: 0,
      include_tool_calls: 0,
      include_live: 0,
      badge: 1,
      card: 1,
      created_at: clock.now(),
      expires_at: clock.now() + 3_600_000,
      sealed_key: null,
      ...change,
    };
    expect(await store.shares.insert(row, 10)).toBe(true);
  }

  test.each(KINDS)("a %s tells the state, the time so far and nothing more", async (kind) => {
    await run({});
    await share();
    expect(await ask(kind)).toEqual({
      found: "state",
      state: "running",
      durationMs: 134_000,
      isCurrent: true,
      taskName: "Quarterly report",
    });
  });

  test("an ended run took what it took, and stays known", async () => {
    await run({ state: "failed", ended_at: clock.now() - 122_000 });
    await share();
    await clock.advance(3_000_000);
    expect(await ask("badge")).toMatchObject({
      state: "failed",
      durationMs: 12_000,
      isCurrent: true,
    });
  });

  test("nobody knows how long a run took that nobody saw end", async () => {
    await run({ state: "completed" });
    await share();
    expect(await ask("badge")).toMatchObject({ state: "completed", durationMs: null });
  });

  test("two minutes after it was last seen, nobody knows how a run is", async () => {
    await run({});
    await share();
    await clock.advance(120_000);
    expect(await ask("badge")).toMatchObject({ isCurrent: true });
    await clock.advance(1);
    expect(await ask("badge")).toMatchObject({ state: "running", isCurrent: false });
  });

  test("the task's name is told only where its owner wants it, and never an id for it", async () => {
    await run({});
    await share({ include_task_name: 0 });
    expect(await ask("card")).toMatchObject({ found: "state", taskName: null });
    await store.shares.change(OWNER, ID, { include_task_name: 1 });
    expect(await ask("card")).toMatchObject({ taskName: "Quarterly report" });
    await run({}, "  ");
    expect(await ask("card")).toMatchObject({ taskName: null });
  });

  test("what was not turned on is not there, whatever became of the link", async () => {
    await run({});
    await share({ badge: 0 });
    expect(await ask("badge")).toEqual({ found: "nothing" });
    expect(await ask("card")).toMatchObject({ found: "state" });
    await store.shares.revoke(OWNER, ID, clock.now());
    expect(await ask("badge")).toEqual({ found: "nothing" });
    expect(await ask("card")).toEqual({ found: "neutral" });
  });

  test.each(["", "AbCdEfGh0_-2", "short", "AbCdEfGh0_-1x", "AbCdEfGh0.-1", "é".repeat(12), "\0"])(
    "there is nothing under %j",
    async (id) => {
      await run({});
      await share();
      for (const kind of KINDS) expect(await ask(kind, id)).toEqual({ found: "nothing" });
    },
  );

  test("a paused link is neutral, and tells again afterwards", async () => {
    await run({});
    await share();
    for (const why of ["owner", "key_rejected"] as const) {
      await store.shares.change(OWNER, ID, { paused_at: clock.now(), paused_why: why });
      expect(await ask("badge")).toEqual({ found: "neutral" });
      await store.shares.change(OWNER, ID, { paused_at: null, paused_why: null });
      expect(await ask("badge")).toMatchObject({ found: "state" });
    }
  });

  test("an expired link is neutral at once, and stays so when clocks are set back", async () => {
    await run({});
    await share();
    clock.jump(3_600_000);
    expect(await ask("card")).toEqual({ found: "neutral" });
    await store.shares.endExpired(clock.now());
    clock.jump(-86_400_000);
    expect(await ask("card")).toEqual({ found: "neutral" });
  });

  test("a link whose run was deleted is neutral", async () => {
    await share();
    expect(await ask("badge")).toEqual({ found: "neutral" });
  });
});
