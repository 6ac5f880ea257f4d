import { describe, expect, test } from "vitest";
import {
  begin,
  clock,
  OWNER,
  record,
  recorded,
  recorder,
  running,
  store,
  story,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

describe("one hand writes of a run", () => {
  test("a run that a list named first keeps its question when it turns out to be the newest", async () => {
    upstream.start("a", running("step of a"));
    await watchFor(2_000);
    upstream.end("completed");
    await watchFor(8_000);
    upstream.start("b", {
      ...running("tool_call"),
      toolCall: { toolCallId: "c1", tool: { name: "form_input", parameters: {} } },
    });
    // What a page of runs does that shows it before the task's watcher knows it.
    const watcher = recorder.watch(OWNER, "task");
    void watcher.refresh();
    await watcher.adopt(["b", "a"]);
    for (let reading = 0; reading < 8; reading += 1) {
      await watchFor(5_000);
      expect(await record("b")).toMatchObject({ state: "waiting", detailed_status: "tool_call" });
    }
    upstream.end("completed");
    await watchFor(40_000);
    expect((await record("b"))?.ended_at).toBe((await recorded("b")).at(-1)?.at);
    expect(await story("b")).toEqual(["question tool_call", "end completed"]);
  });

  test("after another hand wrote, recording goes on from there", async () => {
    upstream.start("r1", running("one"));
    await watchFor(3_000);
    const another = { seq: 2, kind: "step", at: clock.now(), precision_ms: 0, state: "running" };
    await store.runs.append(
      { owner: OWNER, taskId: "task", runId: "r1" },
      [{ ...another, step: "from elsewhere", live: 0, tool_call: null }],
      { state: "running" },
    );
    upstream.present = running("two");
    await watchFor(6_000);
    expect(await story("r1")).toEqual(["step one", "step from elsewhere", "gap", "step two"]);
    expect(recorder.watch(OWNER, "task").failure).toBeNull();
  });

  test("what is on its way when the key is let go is not written", async () => {
    await begin(3_000);
    upstream.start("r1", running("one"));
    await watchFor(10_000);
    upstream.present = running("two");
    const before = recorder.watch(OWNER, "task");
    before.look();
    await clock.advance(2_000);
    before.stop();
    const rows = (await recorded("r1")).length;
    await clock.advance(20_000);
    expect((await recorded("r1")).length).toBe(rows);
  });
});

describe("whose sample it is", () => {
  test("nothing of run B is written to run A when B starts during a status call", async () => {
    upstream.start("a", running("step of a"));
    await watchFor(2_000);
    upstream.duringStatus = () => {
      upstream.duringStatus = null;
      upstream.start("b", running("step of b"));
    };
    await watchFor(4_000);
    expect(await story("a")).not.toContain("step step of b");
    expect(await story("b")).toEqual(["step step of b"]);
  });

  test("samples that look the same are not taken for the old run's for long", async () => {
    upstream.start("a", running("same words"));
    await watchFor(3_000);
    const seenAt = clock.now();
    upstream.start("b", running("same words"));
    await watchFor(8_000);
    expect(await story("b")).toEqual(["step same words"]);
    expect((await record("a"))?.last_seen_at).toBeLessThanOrEqual(seenAt);
  });

  test("a run pushed aside gets its end from its own result", async () => {
    upstream.start("a", running("step of a"));
    await watchFor(2_000);
    const [a] = upstream.runs;
    if (a) a.result = { status: "completed", dataTable: [] };
    upstream.start("b", running("step of b"));
    await watchFor(8_000);
    expect(await record("a")).toMatchObject({ state: "completed" });
    expect((await story("a")).at(-1)).toBe("end null");
  });

  test("a run pushed aside that goes on is a gap until its result tells its end", async () => {
    upstream.start("a", running("step of a"));
    await watchFor(2_000);
    upstream.start("b", running("step of b"));
    await watchFor(8_000);
    expect(await story("a")).toEqual(["step step of a", "gap"]);
    const a = upstream.runs.find((run) => run.id === "a");
    if (a) a.result = { status: "error", error: "API abort", dataTable: [] };
    await watchFor(20_000);
    expect(await story("a")).toEqual(["step step of a", "gap", "end null"]);
    expect(await record("a")).toMatchObject({ state: "stopped", ended_at: null });
  });
});

describe("answers that cannot be", () => {
  test("a list of runs that is empty for once makes nothing go back to being prepared", async () => {
    upstream.start("r1", running("one"));
    await watchFor(4_000);
    const { runs } = upstream;
    upstream.runs = [];
    upstream.present = running("two");
    await watchFor(1_500);
    expect(recorder.watch(OWNER, "task").newest?.runId).toBe("r1");
    expect(recorder.watch(OWNER, "task").failure?.code).toBe("upstream_error");
    upstream.runs = runs;
    await watchFor(8_000);
    upstream.present = running("three");
    await watchFor(30_000);
    expect((await story("r1")).filter((entry) => entry !== "gap")).toEqual([
      "step one",
      "step two",
      "step three",
    ]);
    expect(await record("r1")).toMatchObject({ step: "three" });
  });

  test("an older run does not become the newest again", async () => {
    upstream.start("a", running("one"));
    await watchFor(2_000);
    upstream.start("b", running("two"));
    await watchFor(8_000);
    upstream.runs.reverse();
    await watchFor(8_000);
    expect(recorder.watch(OWNER, "task").newest?.runId).toBe("b");
  });

  test("a server whose newest run is always another one is not asked more often", async () => {
    upstream.start("r1", running("one"));
    await watchFor(2_000);
    let runs = 0;
    upstream.duringStatus = () => upstream.start(`s${(runs += 1)}`, running("one"));
    upstream.calls.length = 0;
    await watchFor(10_000);
    expect(upstream.count("/run/status")).toBeLessThanOrEqual(20);
  });

  test("a wall clock set back makes no precision negative", async () => {
    upstream.start("a", running("one"));
    await watchFor(6_000);
    clock.jump(-3_600_000);
    const [a] = upstream.runs;
    if (a) a.result = { status: "completed", dataTable: [] };
    upstream.start("b", running("two"));
    await watchFor(8_000);
    expect((await recorded("a")).every((row) => row.precision_ms >= 0)).toBe(true);
    expect(await record("a")).toMatchObject({ state: "completed" });
  });
});

test("another run's picture is never shown as this one's", async () => {
  upstream.start("a", running("work", "https://live.example/a"));
  await watchFor(7_300);
  upstream.end("completed");
  upstream.start("b", running("work", "https://live.example/b"));
  for (let moment = 0; moment < 14; moment += 1) {
    await watchFor(500);
    const { newest } = recorder.watch(OWNER, "task");
    const sample = newest?.sample;
    expect(sample?.liveStatus ?? "").toContain(sample ? `/${newest.runId}` : "");
  }
});
