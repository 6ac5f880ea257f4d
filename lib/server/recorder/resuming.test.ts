import { expect, test } from "vitest";
import {
  clock,
  OWNER,
  record,
  recorder,
  restart,
  running,
  story,
  store,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

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
