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
/** A list is read again after this. */
const LIST_MS = 3_000;
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

/** Time passes while a list with these tasks is open. */
async function listFor(ms: number, tasks: readonly string[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += LIST_MS) {
    for (const taskId of tasks) recorder.watch(OWNER, taskId).list();
    await clock.advance(Math.min(LIST_MS, ms - passed));
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
    const tasks = TASKS.slice(0, count);
    // They are read for the first time.
    await listFor(36_000, tasks);
    for (let turn = 0; turn < 18; turn += 1) {
      await listFor(LIST_MS, tasks);
      const isSaid = tasks.some((taskId) => recorder.watch(OWNER, taskId).isStretched);
      expect(isSaid).toBe(expected);
    }
  },
  30_000,
);

test("no run is checked less often for being on a list", async () => {
  await listFor(90_000, TASKS);
  const known = TASKS.filter((taskId) => samplesOf(taskId) > 0);
  expect(known.length).toBeGreaterThan(60);
  upstream.calls.length = 0;
  await listFor(75_000, TASKS);
  // Runs that nobody looks at are checked every 15 s.
  expect(Math.min(...known.map(samplesOf))).toBeGreaterThanOrEqual(4);
  expect(upstream.calls.length).toBeLessThanOrEqual(75 * 36 + 10);
}, 30_000);

test("nor where the runs that nobody looks at are more than their calls are enough for", async () => {
  const unseen = Array.from({ length: 600 }, (_, index) => `unseen-${index}`);
  const listed = TASKS.slice(0, 60);
  for (const taskId of unseen) void recorder.watch(OWNER, taskId).follow();
  await listFor(90_000, listed);
  upstream.calls.length = 0;
  await listFor(150_000, listed);
  const least = (tasks: string[]) => Math.min(...tasks.map(samplesOf));
  expect(least(listed)).toBeGreaterThanOrEqual(least(unseen));
  // The list's own six calls a second, at up to two for a sample, but for one that is under way.
  expect(least(listed)).toBeGreaterThanOrEqual((6 * 150) / (60 * 2) - 1);
}, 30_000);

test("a run that goes on does not wait until all the others were read for the first time", async () => {
  await listFor(2_000, ["known"]);
  expect(samplesOf("known")).toBe(1);
  await listFor(4_000, ["known", ...TASKS]);
  // The five seconds of its pace, and one first reading that was begun.
  expect(samplesOf("known")).toBe(2);
  expect(TASKS.filter((taskId) => samplesOf(taskId) > 0).length).toBeGreaterThan(5);
});
