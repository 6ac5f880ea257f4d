import { beforeEach, expect, test } from "vitest";
import {
  clock,
  KEY,
  OWNER,
  recorder as plain,
  running,
  store,
  upstream,
  YEAR_MS,
} from "@/e2e/support/recorder-world";
import { Recorder } from "@/lib/server/recorder/recorder";
import { freshnessOf } from "@/lib/server/runs/freshness";
import { laned } from "@/lib/server/upstream/lane";

/** More than a hundred calls a second are enough for. */
const TASKS = Array.from({ length: 150 }, (_, index) => `task-${index}`);
let recorder: Recorder;

beforeEach(() => {
  plain.keyring.drop(OWNER);
  recorder = new Recorder(store, clock, laned(upstream.transport, clock));
  recorder.keyring.hold(OWNER, KEY, "session", clock.now() + YEAR_MS);
  upstream.start("r1", running("work"));
});

async function lookAtAll(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    for (const taskId of TASKS) recorder.watch(OWNER, taskId).look();
    await clock.advance(1_000);
  }
}

const samplesOf = (taskId: string) => upstream.count(`/task/${taskId}/run/status`);

test("where too much is watched, all are sampled less often, alike, and it is said", async () => {
  await lookAtAll(10_000);
  upstream.calls.length = 0;
  await lookAtAll(20_000);
  expect(upstream.calls.length).toBeLessThanOrEqual(20 * 100 + 10);
  expect(upstream.calls.length).toBeGreaterThan(20 * 90);
  const counts = TASKS.map(samplesOf);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  const told = TASKS.map((taskId) => freshnessOf(recorder.watch(OWNER, taskId)).reason);
  expect(told.filter((reason) => reason === "many_runs").length).toBeGreaterThan(140);
}, 30_000);

test("one run alone is not slowed down, and says nothing of the kind", async () => {
  for (let passed = 0; passed < 10_000; passed += 500) {
    recorder.watch(OWNER, "task").look();
    await clock.advance(500);
  }
  expect(freshnessOf(recorder.watch(OWNER, "task"))).toMatchObject({ stale: false, reason: null });
  expect(upstream.count("/run/status")).toBeGreaterThanOrEqual(9);
});

test.each([
  [12, false],
  [24, true],
])(
  "a list of %i runs that go on is slower than promised: %j",
  async (count, expected) => {
    const watches = TASKS.slice(0, count).map((taskId) => recorder.watch(OWNER, taskId));
    const said: boolean[] = [];
    for (let passed = 0; passed < 90_000; passed += 3_000) {
      for (const watch of watches) watch.list();
      await clock.advance(3_000);
      // They are read for the first time before.
      if (passed > 30_000) said.push(watches.some(({ isStretched }) => isStretched));
    }
    expect(new Set(said)).toEqual(new Set([expected]));
  },
  30_000,
);

test("no run is checked less often for being on a list", async () => {
  const list = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 3_000) {
      for (const taskId of TASKS) recorder.watch(OWNER, taskId).list();
      await clock.advance(3_000);
    }
  };
  await list(90_000);
  const known = TASKS.filter((taskId) => samplesOf(taskId) > 0);
  expect(known.length).toBeGreaterThan(60);
  upstream.calls.length = 0;
  await list(75_000);
  // Runs that nobody looks at are checked every 15 s.
  expect(Math.min(...known.map(samplesOf))).toBeGreaterThanOrEqual(4);
  expect(upstream.calls.length).toBeLessThanOrEqual(75 * 36 + 10);
}, 30_000);

test("nor where the runs that nobody looks at are more than their calls are enough for", async () => {
  const unseen = Array.from({ length: 600 }, (_, index) => `unseen-${index}`);
  const listed = TASKS.slice(0, 60);
  for (const taskId of unseen) void recorder.watch(OWNER, taskId).follow();
  const list = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 3_000) {
      for (const taskId of listed) recorder.watch(OWNER, taskId).list();
      await clock.advance(3_000);
    }
  };
  await list(90_000);
  upstream.calls.length = 0;
  await list(150_000);
  const least = (tasks: string[]) => Math.min(...tasks.map(samplesOf));
  expect(least(listed)).toBeGreaterThanOrEqual(least(unseen));
  // The list's own six calls a second, at up to two for a sample, but for one that is under way.
  expect(least(listed)).toBeGreaterThanOrEqual((6 * 150) / (60 * 2) - 1);
}, 30_000);

test("a run that goes on does not wait until all the others were read for the first time", async () => {
  const list = (ids: string[]) => {
    for (const taskId of ids) recorder.watch(OWNER, taskId).list();
  };
  list(["known"]);
  await clock.advance(2_000);
  expect(samplesOf("known")).toBe(1);
  list(["known", ...TASKS]);
  await clock.advance(4_000);
  // The five seconds of its pace, and one first reading that was begun.
  expect(samplesOf("known")).toBe(2);
  expect(TASKS.filter((taskId) => samplesOf(taskId) > 0).length).toBeGreaterThan(5);
});
