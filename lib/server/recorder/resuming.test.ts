import { expect, test } from "vitest";
import {
  clock,
  KEY,
  OWNER,
  record,
  recorder,
  restart,
  running,
  story,
  store,
  upstream,
  watchFor,
  YEAR_MS,
} from "@/e2e/support/recorder-world";
import { AppError } from "@/lib/server/errors";
import { Recorder } from "@/lib/server/recorder/recorder";

test("a run is followed to its end after the last viewer has gone", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  upstream.present = running("two");
  await clock.advance(40_000);
  upstream.end("completed");
  await clock.advance(40_000);
  expect(await story("r1")).toEqual(["step one", "step two", "end completed"]);
  expect(await record("r1")).toMatchObject({ state: "completed" });
});

test("after a restart, the owner's next request of any kind resumes what was being recorded", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  await restart();
  upstream.present = running("two");
  await clock.advance(40_000);
  upstream.end("completed");
  await clock.advance(40_000);
  expect(await story("r1")).toEqual(["step one", "gap", "step two", "end completed"]);
});

test("a run that was pushed aside is resumed through its result", async () => {
  upstream.start("a", running("one"));
  await watchFor(2_000);
  upstream.start("b", running("two"));
  await watchFor(7_000);
  await restart();
  const older = upstream.runs.find(({ id }) => id === "a");
  if (older) older.result = { status: "completed" };
  await clock.advance(60_000);
  expect(await record("a")).toMatchObject({ state: "completed" });
  expect((await story("a")).at(-1)).toMatch(/^end/);
});

test("nothing is asked for runs that ended, nor without a key", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  upstream.end("completed");
  await watchFor(10_000);
  upstream.calls.length = 0;
  await restart();
  await clock.advance(60_000);
  expect(upstream.count("/run/status")).toBe(0);
  recorder.keyring.drop(OWNER);
  await store.runs.update({ owner: OWNER, taskId: "task", runId: "r1" }, { state: "running" });
  upstream.calls.length = 0;
  await clock.advance(60_000);
  expect(upstream.calls).toEqual([]);
});

test.each(["tasksGoingOn", "tasks.find"])(
  "a store that fails for a moment (%s) delays it only",
  async (what) => {
    upstream.start("r1", running("one"));
    await watchFor(2_000);
    const away = () => Promise.reject(new AppError("store_unavailable"));
    const { tasksGoingOn } = store.runs;
    const { find } = store.tasks;
    if (what === "tasks.find") Object.assign(store.tasks, { find: away });
    else Object.assign(store.runs, { tasksGoingOn: away });
    await restart();
    await clock.advance(1_000);
    Object.assign(store.runs, { tasksGoingOn });
    Object.assign(store.tasks, { find });
    upstream.present = running("two");
    await clock.advance(60_000);
    expect(await story("r1")).toEqual(["step one", "gap", "step two"]);
  },
);

test("a watch that only an older run needed goes when that has ended", async () => {
  upstream.start("a", running("one"));
  await watchFor(2_000);
  upstream.start("b", running("two"));
  await watchFor(7_000);
  upstream.end("completed");
  await watchFor(3_000);
  await restart();
  for (const run of upstream.runs) run.result = { status: "completed" };
  await clock.advance(120_000);
  expect(await record("a")).toMatchObject({ state: "completed" });
  expect(recorder.desk(OWNER).watchers.size).toBe(0);
  expect(recorder.isWatched({ owner: OWNER, taskId: "task", runId: "a" })).toBe(false);
});

test("a run that its server has denied for long is let go of; a look takes it up again", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  const { runs, present } = upstream;
  upstream.runs = [];
  upstream.present = { status: null };
  await clock.advance(2 * 3_600_000);
  expect(await record("r1")).toMatchObject({ state: "unknown" });
  expect(await story("r1")).toEqual(["step one", "gap"]);
  upstream.calls.length = 0;
  await clock.advance(3_600_000);
  await restart();
  await clock.advance(3_600_000);
  expect(upstream.count("/status")).toBe(0);
  upstream.runs = runs;
  upstream.present = present;
  await watchFor(4_000);
  expect(await record("r1")).toMatchObject({ state: "running" });
  expect(await story("r1")).toEqual(["step one", "gap", "step one"]);
});

test("a call that waited while its owner signed out is not made", async () => {
  const queued = new Recorder(store, clock, async (request) => {
    await clock.sleep(1_000);
    request.onStart?.();
    return upstream.transport(request);
  });
  upstream.start("r1", running("one"));
  recorder.keyring.drop(OWNER);
  queued.keyring.hold(OWNER, KEY, "session", clock.now() + YEAR_MS);
  queued.watch(OWNER, "task").look();
  await clock.advance(500);
  queued.keyring.drop(OWNER);
  await clock.advance(5_000);
  expect(upstream.calls).toEqual([]);
});
