import { describe, expect, test } from "vitest";
import {
  begin,
  clock,
  OWNER,
  record,
  recorded,
  recorder,
  restart,
  running,
  story,
  unreachable,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

describe("gaps", () => {
  test.each([300, 1_000, 1_600, 2_500])(
    "none while a server takes %i ms for a call",
    async (ms) => {
      await begin(ms);
      upstream.start("r1", running("work"));
      await watchFor(60_000);
      expect((await story("r1")).filter((entry) => entry === "gap").length).toBe(0);
    },
  );

  test("none when a viewer comes back at any moment", async () => {
    await begin(300);
    upstream.start("r1", running("work"));
    await watchFor(8_000);
    for (let off = 0; off < 1_000; off += 100) {
      await watchFor(5_000);
      await clock.advance(off);
      recorder.watch(OWNER, "task").look();
      await clock.advance(12_000);
      recorder.watch(OWNER, "task").look();
      await clock.advance(1_000);
    }
    expect(await story("r1")).toEqual(["step work"]);
  });

  test("an outage of more than three intervals is one gap, and the timeline goes on after it", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/", unreachable);
    await watchFor(20_000);
    expect(await story("r1")).toEqual(["step work", "gap"]);
    upstream.faults.clear();
    await watchFor(40_000);
    expect(await story("r1")).toEqual(["step work", "gap", "step work"]);
  });

  test("an outage is one as soon as somebody looks, however slow the pace was before", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    await clock.advance(17_000);
    recorder.watch(OWNER, "task").look();
    upstream.faults.set("/", unreachable);
    await watchFor(25_000);
    expect(await story("r1")).toEqual(["step work", "gap"]);
  });

  test("one lost sample is no gap", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/run/status", unreachable);
    await watchFor(500);
    upstream.faults.clear();
    await watchFor(6_000);
    expect(await story("r1")).toEqual(["step work"]);
  });

  test("a restart is a gap", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    recorder.watch(OWNER, "task").stop();
    await restart();
    await watchFor(2_000);
    expect(await story("r1")).toEqual(["step work", "gap", "step work"]);
  });

  test("the time before anybody watched is a gap", async () => {
    upstream.start("r1", running("work"));
    await clock.advance(60_000);
    await watchFor(2_000);
    expect(await story("r1")).toEqual(["gap", "step work"]);
    const [gap] = await recorded("r1");
    expect(gap?.at).toBe(Date.parse(upstream.runs[0]?.created_at ?? ""));
  });

  test("coming back to a run that was followed slowly is none", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    await clock.advance(58_000);
    await watchFor(5_000);
    expect(await story("r1")).toEqual(["step work"]);
  });

  test("a run that ended before anybody looked has no invented timeline", async () => {
    upstream.start("r1", running("work"));
    upstream.end("completed", { output: "done" });
    await clock.advance(3_600_000);
    await watchFor(3_000);
    expect(await story("r1")).toEqual([]);
    expect(await record("r1")).toMatchObject({ state: "completed", ended_at: null });
  });
});

test.each([4_500, 9_000, 25_000, 600_000])(
  "a process that stood still for %i ms while somebody looked leaves a gap",
  async (ms) => {
    upstream.start("r1", running("one"));
    await watchFor(7_300);
    clock.standStill(ms);
    upstream.present = running("two");
    await clock.advance(100);
    await watchFor(3_000);
    expect(await story("r1")).toEqual(["step one", "gap", "step two"]);
  },
);

test("a new run that nobody looks at has no gap before its first sample at the slow pace", async () => {
  upstream.start("a", running("one"));
  await watchFor(2_000);
  await clock.advance(30_000);
  // Just after a sample, so that the new run has long begun when the next one is taken.
  const calls = upstream.count("/run/status");
  while (upstream.count("/run/status") === calls) await clock.advance(500);
  await clock.advance(500);
  upstream.end("completed");
  upstream.start("b", running("two"));
  await clock.advance(40_000);
  expect(await story("b")).toEqual(["step two"]);
});

test("a process that stood still leaves a gap, also where it stood in a queue", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  await clock.advance(10_000);
  const { unseenGate } = recorder.desk(OWNER);
  for (let turn = 0; turn < 300; turn += 1) void unseenGate.pass({}, "going-on");
  await clock.advance(8_000);
  clock.standStill(58_000);
  upstream.present = running("two");
  await clock.advance(30_000);
  expect(await story("r1")).toEqual(["step one", "gap", "step two"]);
});

test("a long queue by itself is no gap: nothing was missed but precision", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  await clock.advance(20_000);
  const { unseenGate } = recorder.desk(OWNER);
  for (let turn = 0; turn < 1_200; turn += 1) void unseenGate.pass({}, "going-on");
  upstream.present = running("two");
  await clock.advance(80_000);
  expect(await story("r1")).toEqual(["step one", "step two"]);
});

test("a gap that begins at a sample of the next run is put right once that is known", async () => {
  upstream.start("a", running("same words"));
  await watchFor(6_600);
  upstream.end("completed");
  upstream.start("b", running("same words"));
  const bornMs = clock.now();
  await watchFor(3_000);
  upstream.faults.set("/", unreachable);
  await watchFor(6_000);
  upstream.faults.clear();
  await watchFor(8_000);
  const gap = (await recorded("a")).find(({ kind }) => kind === "gap");
  expect(gap?.at).toBeLessThanOrEqual(bornMs);
  expect(await record("a")).toMatchObject({ state: "completed" });
});

test("a gap begins at the last sample before it, also where that only said the same again", async () => {
  upstream.start("r1", running("one"));
  await watchFor(8_400);
  const cutMs = clock.now();
  upstream.faults.set("/", unreachable);
  await watchFor(10_000);
  upstream.faults.clear();
  await watchFor(4_000);
  const gap = (await recorded("r1")).find(({ kind }) => kind === "gap");
  expect(gap?.at).toBeGreaterThan(cutMs - 1_100);
});
