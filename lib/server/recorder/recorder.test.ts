import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { FakeUpstream } from "@/e2e/support/fake-upstream";
import { AppError } from "@/lib/server/errors";
import { Recorder } from "@/lib/server/recorder/recorder";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";

const OWNER = "owner";
const KEY = { upstream: { name: "fake", url: "http://fake/api/v1" }, apiKey: "a-key-of-some-kind" };
const YEAR_MS = 365 * 24 * 3_600_000;
const unreachable = () => {
  throw new AppError("upstream_unreachable");
};

const unreadable = () => ({
  status: 502,
  body: "<h1>Bad gateway</h1>",
  retryAfter: null,
  date: null,
});

let directory: string;
let clock: FakeClock;
let upstream: FakeUpstream;
let store: Store;
let recorder: Recorder;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-test-"));
  store = await openStore(sqliteDialect(directory));
  await begin(20);
});

/** A world whose upstream takes so long for a call. */
async function begin(latencyMs: number): Promise<void> {
  clock = new FakeClock();
  upstream = new FakeUpstream(clock, latencyMs);
  recorder = await restart();
}

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A process that comes up with what is stored, and with the owner's next request. */
async function restart(): Promise<Recorder> {
  const fresh = new Recorder(store, clock, upstream.transport);
  fresh.keyring.hold(OWNER, KEY, "session", clock.now() + YEAR_MS);
  await store.tasks.take(OWNER, [{ id: "task", name: "A task", active: true }], null, clock.now());
  return fresh;
}

/** Time passes while somebody looks at the run, twice a second. */
async function watchFor(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    recorder.watch(OWNER, "task").look();
    await clock.advance(Math.min(500, ms - passed));
  }
}

const recorded = (runId: string) =>
  store.transitions.newest({ owner: OWNER, taskId: "task", runId }, 200);
const record = (runId: string) => store.runs.find({ owner: OWNER, taskId: "task", runId });
const story = async (runId: string) =>
  (await recorded(runId)).map((row) => (row.kind === "gap" ? "gap" : `${row.kind} ${row.step}`));

const running = (detailedStatus: string, liveStatus: string | null = null) => ({
  status: "running",
  detailedStatus,
  toolCall: null,
  liveStatus,
});

describe("what is written down", () => {
  test("every step that lasts a second, in order, within its stated precision", async () => {
    const truth: [step: string, atMs: number][] = [];
    await watchFor(2_000);
    for (const step of ["one", "two", "three", "four"]) {
      truth.push([step, clock.now()]);
      if (step === "one") upstream.start("r1", running(step));
      else upstream.present = running(step);
      await watchFor(1_700);
    }
    const rows = await recorded("r1");
    expect(rows.map((row) => row.step)).toEqual(truth.map(([step]) => step));
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    rows.forEach((row, index) => {
      const [, atMs] = truth[index] ?? ["", Number.NaN];
      expect(row.at).toBeGreaterThanOrEqual(atMs);
      expect(row.at - row.precision_ms).toBeLessThanOrEqual(atMs);
      expect(row.precision_ms).toBeLessThan(1_100);
    });
  });

  test("a question, the browser's opening and closing, and the end are told apart", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.present = running("work", "https://live.example/1");
    await watchFor(2_000);
    upstream.present = {
      ...running("tool_call", "https://live.example/1"),
      toolCall: {
        toolCallId: "c1",
        tool: { name: "form_input", parameters: { heading: "Log in" } },
      },
    };
    await watchFor(2_000);
    upstream.end("completed");
    await watchFor(2_000);
    expect(await story("r1")).toEqual([
      "step work",
      "browser work",
      "question tool_call",
      "end completed",
    ]);
    const rows = await recorded("r1");
    expect(rows[2]).toMatchObject({ state: "waiting", live: 1 });
    expect(JSON.parse(rows[2]?.tool_call ?? "null")).toMatchObject({
      id: "c1",
      name: "form_input",
    });
  });

  test("the live URL never reaches the store", async () => {
    upstream.start("r1", running("work", "https://live.example/secret"));
    await watchFor(2_000);
    expect(JSON.stringify([await recorded("r1"), await record("r1")])).not.toContain("secret");
  });

  test("a stopped run never shows as failed: its result is read before its end is told", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/result", unreachable);
    upstream.end("error", { error: "API abort" });
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running" });
    upstream.faults.clear();
    await watchFor(20_000);
    expect(await record("r1")).toMatchObject({ state: "stopped" });
    const end = (await recorded("r1")).at(-1);
    expect(await story("r1")).toEqual(["step work", "end error"]);
    expect(end?.precision_ms).toBeLessThan(1_100);
    expect((await record("r1"))?.ended_at).toBe(end?.at);
    expect((await recorded("r1")).map((row) => row.state)).not.toContain("failed");
  });

  test("detailedStatus “completed” or “error” ends nothing", async () => {
    upstream.start("r1", running("completed"));
    await watchFor(2_000);
    upstream.present = running("error");
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running", step: "error" });
  });

  test("a run that was seen does not go back to having no status", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.present = { status: null, toolCall: null, liveStatus: null };
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ state: "running", step: "work" });
    expect(recorder.watch(OWNER, "task").failure?.code).toBe("upstream_error");
  });
});

test("an end nobody watched is told also when its result can never be read", async () => {
  upstream.start("r1", running("work"));
  upstream.end("completed");
  upstream.faults.set("/result", unreadable);
  await store.tasks.take(OWNER, [{ id: "task", name: "A task", active: false }], null, 1);
  await clock.advance(3_600_000);
  await watchFor(90_000);
  expect(await record("r1")).toMatchObject({ state: "completed", ended_at: null, result: null });
  expect(await story("r1")).toEqual([]);
});

describe("an end whose result cannot be read", () => {
  test("is not told while the server cannot be reached: a stopped run never shows as failed", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.end("error", { error: "API abort" });
    upstream.faults.set("/result", unreachable);
    await watchFor(1_000);
    upstream.faults.set("/", unreachable);
    await watchFor(600_000);
    expect(await record("r1")).toMatchObject({ state: "running", result: null });
    upstream.faults.clear();
    await watchFor(70_000);
    expect(await record("r1")).toMatchObject({ state: "stopped" });
    expect(await story("r1")).toEqual(["step work", "end error"]);
  });

  test("is told without it when answers stay unreadable, and set right once they can be read", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.end("error", { error: "Manual abort", output: "Manual abort" });
    upstream.active = false;
    upstream.faults.set("/result", unreadable);
    await watchFor(90_000);
    expect(await record("r1")).toMatchObject({ state: "failed", result: null });
    expect((await record("r1"))?.ended_at).not.toBeNull();
    upstream.faults.clear();
    await watchFor(20_000);
    expect(await record("r1")).toMatchObject({ state: "stopped" });
    expect((await record("r1"))?.result).toContain("Manual abort");
    const rows = await recorded("r1");
    expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "step running",
      "end stopped",
    ]);
  });
});

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
    expect(recorder.watch(OWNER, "task").run?.key.runId).toBe("r1");
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
    expect(recorder.watch(OWNER, "task").run?.key.runId).toBe("b");
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
    recorder = await restart();
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

test("another run's picture is never shown as this one's", async () => {
  upstream.start("a", running("work", "https://live.example/a"));
  await watchFor(7_300);
  upstream.end("completed");
  upstream.start("b", running("work", "https://live.example/b"));
  for (let moment = 0; moment < 14; moment += 1) {
    await watchFor(500);
    const { run } = recorder.watch(OWNER, "task");
    expect(run?.last?.sample.liveStatus ?? "").toContain(run?.last ? `/${run.key.runId}` : "");
  }
});

describe("calls", () => {
  test("after signing out and in again a run is watched at once", async () => {
    upstream.start("r1", running("one"));
    await watchFor(3_000);
    recorder.keyring.release(OWNER, "session");
    await clock.advance(2_000);
    recorder.keyring.hold(OWNER, KEY, "another", clock.now() + YEAR_MS);
    upstream.present = running("two");
    await watchFor(2_000);
    expect(await record("r1")).toMatchObject({ step: "two" });
  });

  test("the task is read again after a run's end, and once it is inactive no more", async () => {
    upstream.start("r1", running("one"));
    await watchFor(8_000);
    upstream.end("completed");
    await watchFor(2_000);
    upstream.active = false;
    await watchFor(5_000);
    expect(await store.tasks.find(OWNER, "task")).toMatchObject({ active: 0 });
  });

  test("no look at a page goes round Retry-After", async () => {
    upstream.start("r1", running("one"));
    await watchFor(3_000);
    upstream.faults.set("/", () => {
      throw new AppError("rate_limited", { retryAfterMs: 60_000 });
    });
    await watchFor(2_000);
    upstream.calls.length = 0;
    for (let look = 0; look < 10; look += 1) {
      const watcher = recorder.watch(OWNER, "task");
      watcher.look();
      void watcher.refresh();
      void watcher.adopt([`older${look}`]);
      await clock.advance(2_000);
    }
    expect(upstream.calls).toEqual([]);
  });

  test("thirty older runs are read two by two, and nobody waits for them", async () => {
    for (let index = 0; index < 30; index += 1) {
      upstream.start(`r${index}`, running("x"));
      upstream.end("completed");
    }
    const watcher = recorder.watch(OWNER, "task");
    watcher.list();
    await clock.advance(2_000);
    await watcher.adopt(Array.from({ length: 29 }, (_, index) => `r${index}`));
    for (let passed = 0; passed < 40_000; passed += 1_000) {
      watcher.list();
      await clock.advance(1_000);
    }
    const states = await Promise.all(upstream.runs.map(({ id }) => record(id)));
    expect(new Set(states.map((run) => run?.state))).toEqual(new Set(["completed"]));
  });

  test("fifty viewers cost what one costs: about 1.2 calls a second", async () => {
    upstream.start("r1", running("work"));
    await watchFor(5_000);
    upstream.calls.length = 0;
    for (let second = 0; second < 60; second += 1) {
      for (let viewer = 0; viewer < 50; viewer += 1) recorder.watch(OWNER, "task").look();
      await clock.advance(1_000);
    }
    expect(upstream.count("/run/status")).toBeLessThanOrEqual(61);
    expect(upstream.calls.length).toBeGreaterThanOrEqual(60);
    expect(upstream.calls.length).toBeLessThanOrEqual(75);
  });

  test("an ended run is never sampled again, and an inactive task not asked for", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.end("completed");
    upstream.active = false;
    await watchFor(8_000);
    upstream.calls.length = 0;
    await watchFor(120_000);
    expect(upstream.calls).toEqual([]);
  });

  test("an ended run of an active task asks for a newer run every 30 s while on screen", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.end("completed");
    await watchFor(8_000);
    upstream.calls.length = 0;
    await watchFor(60_000);
    expect(upstream.count("/run/status")).toBe(0);
    expect(upstream.count("/runs?")).toBe(2);
    await watchFor(60_000);
    upstream.calls.length = 0;
    await watchFor(60_000);
    expect(upstream.calls).toHaveLength(2);
    upstream.calls.length = 0;
    await clock.advance(120_000);
    expect(upstream.count("/runs?")).toBeLessThanOrEqual(1);
  });

  test("without viewers a run is followed to its end every 15 s", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    await clock.advance(10_000);
    upstream.calls.length = 0;
    await clock.advance(150_000);
    expect(upstream.count("/run/status")).toBe(10);
    upstream.end("completed");
    await clock.advance(20_000);
    expect(await record("r1")).toMatchObject({ state: "completed" });
    expect((await record("r1"))?.ended_at).not.toBeNull();
  });

  test("failures are retried ever more slowly, up to once a minute", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/", unreachable);
    upstream.calls.length = 0;
    const waits: number[] = [];
    let lastMs = clock.now();
    let count = 0;
    // As a browser does: it asks again just after the next sample is due, at the latest in 15 s.
    for (let passed = 0; passed < 240_000; ) {
      const watcher = recorder.watch(OWNER, "task");
      watcher.look();
      const dueMs = (watcher.nextSampleAtMs ?? clock.now()) - clock.now() + 150;
      const waitMs = Math.min(15_000, Math.max(400, dueMs));
      for (let slept = 0; slept < waitMs; slept += 50) {
        await clock.advance(50);
        if (upstream.calls.length === count) continue;
        count = upstream.calls.length;
        waits.push(Math.round((clock.now() - lastMs) / 1_000));
        lastMs = clock.now();
      }
      passed += waitMs;
    }
    expect(waits.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });

  test("whoever comes to look does not wait as long as nobody would have", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    await clock.advance(30_000);
    upstream.faults.set("/", unreachable);
    await clock.advance(16_000);
    expect(recorder.watch(OWNER, "task").failure?.count).toBe(1);
    upstream.faults.clear();
    await watchFor(2_500);
    expect(recorder.watch(OWNER, "task").failure).toBeNull();
  });

  test("Retry-After is obeyed", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/run/status", () => ({
      status: 429,
      body: "{}",
      retryAfter: "40",
      date: null,
    }));
    upstream.calls.length = 0;
    await watchFor(39_000);
    expect(upstream.count("/run/status")).toBeLessThanOrEqual(1);
    upstream.faults.clear();
    await watchFor(4_000);
    expect(recorder.watch(OWNER, "task").failure).toBeNull();
  });

  test("Retry-After holds for every call with the key", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/run/status", () => ({
      status: 429,
      body: "{}",
      retryAfter: "40",
      date: null,
    }));
    await watchFor(1_500);
    upstream.calls.length = 0;
    const asked = recorder.client(OWNER)?.tasks(1);
    await expect(asked).rejects.toMatchObject({ code: "rate_limited" });
    expect(upstream.calls).toEqual([]);
    upstream.faults.clear();
    await clock.advance(40_000);
    const answered = recorder.client(OWNER)?.tasks(1);
    await clock.advance(100);
    expect((await answered)?.rows).toHaveLength(1);
  });

  test("a first look at an ended run of an inactive task costs two calls", async () => {
    upstream.start("r1", running("work"));
    upstream.end("completed");
    await store.tasks.take(OWNER, [{ id: "task", name: "A task", active: false }], null, 1);
    await clock.advance(60_000);
    await watchFor(60_000);
    expect(upstream.calls).toHaveLength(2);
  });

  test("without a key nothing is asked", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    recorder.keyring.release(OWNER, "session");
    await clock.advance(1_100);
    upstream.calls.length = 0;
    await clock.advance(60_000);
    expect(upstream.calls).toEqual([]);
  });

  test("a key that is no longer accepted ends its sessions and all watching", async () => {
    await store.sessions.insert({
      sid: "s",
      owner: OWNER,
      cookie_hash: "h",
      created_at: 0,
      last_active_at: 0,
      ended_at: null,
    });
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.faults.set("/", () => ({
      status: 200,
      body: '{"success":false,"error":"Invalid API key"}',
      retryAfter: null,
      date: null,
    }));
    await clock.advance(2_000);
    expect((await store.sessions.find("s"))?.ended_at).not.toBeNull();
    expect(recorder.keyring.get(OWNER)).toBeNull();
  });
});

test("a wall clock set back keeps the order of what is recorded", async () => {
  upstream.start("r1", running("one"));
  await watchFor(2_000);
  clock.jump(-24 * 3_600_000);
  upstream.present = running("two");
  await watchFor(2_000);
  expect(await story("r1")).toEqual(["step one", "step two"]);
});
