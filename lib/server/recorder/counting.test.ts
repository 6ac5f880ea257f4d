import { describe, expect, test } from "vitest";
import {
  clock,
  OWNER,
  record,
  recorder,
  running,
  store,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

const table = [{ of: "all runs of the task" }];
const counted = async () => {
  const total = (await store.tasks.find(OWNER, "task"))?.runs_total ?? null;
  return total === null ? null : Number(total);
};

/** A newer run begins while the result of the first one is on its way. */
function beginDuringResult(): void {
  upstream.duringResult = () => {
    upstream.duringResult = null;
    upstream.start("b", running("of b"));
  };
}

/** What was counted whenever a table was there to be told. */
async function countedWithTable(ms: number): Promise<(number | null)[]> {
  const seen: (number | null)[] = [];
  for (let passed = 0; passed < ms; passed += 10) {
    recorder.watch(OWNER, "task").look();
    await clock.advance(10);
    if ((await record("a"))?.result) seen.push(await counted());
  }
  return seen;
}

describe.each([
  ["with", true],
  ["without", false],
])("on a server %s totals", (_, hasTotals) => {
  test("a run that begins before the result was read is counted by the time there is a result", async () => {
    upstream.hasTotals = hasTotals;
    upstream.start("a", running("one"));
    await watchFor(2_000);
    upstream.end("completed", { dataTable: table });
    beginDuringResult();
    const seen = await countedWithTable(2_500);
    expect(seen.length).toBeGreaterThan(10);
    expect(new Set(seen)).toEqual(new Set([2]));
  });

  test("so is one that begins while the result of a run nobody watched is read", async () => {
    upstream.hasTotals = hasTotals;
    upstream.active = false;
    await store.tasks.take(OWNER, [{ id: "task", name: "", active: false }], null, clock.now());
    upstream.start("a", running("one"));
    upstream.end("completed", { dataTable: table });
    beginDuringResult();
    const seen = await countedWithTable(1_500);
    expect(seen.length).toBeGreaterThan(10);
    expect(new Set(seen)).toEqual(new Set([2]));
  });
});

test("the only run of a task is counted as one, where the server says so", async () => {
  upstream.start("a", running("one"));
  await watchFor(2_000);
  upstream.end("completed", { dataTable: table });
  await watchFor(2_000);
  expect(await counted()).toBe(1);
});

test("where it does not, one row of a list of one tells nothing", async () => {
  upstream.hasTotals = false;
  upstream.start("a", running("one"));
  await watchFor(2_000);
  expect(await counted()).toBeNull();
});
