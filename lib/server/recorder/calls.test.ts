import { describe, expect, test } from "vitest";
import {
  clock,
  KEY,
  OWNER,
  record,
  recorder,
  running,
  store,
  unreachable,
  unreadable,
  upstream,
  watchFor,
  YEAR_MS,
} from "@/e2e/support/recorder-world";
import { AppError } from "@/lib/server/errors";

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
    expect(recorder.watch(OWNER, "task").failure).toMatchObject({ count: 1 });
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

  test("older runs that are waited for are all read, and a failure is told as what it is", async () => {
    for (let index = 0; index < 9; index += 1) {
      upstream.start(`r${index}`, running("x"));
      upstream.end("completed");
    }
    await watchFor(2_000);
    const watcher = recorder.watch(OWNER, "task");
    const ids = Array.from({ length: 7 }, (_, index) => `r${index}`);
    const answers = Promise.all(ids.map((id) => watcher.consult(id)));
    await watchFor(3_000);
    expect(await answers).toEqual(ids.map(() => null));
    upstream.faults.set("/result", () => ({
      status: 429,
      body: "{}",
      retryAfter: "30",
      date: null,
    }));
    const refused = watcher.consult("r7");
    await watchFor(3_000);
    expect(await refused).toMatchObject({ code: "rate_limited", retryAfterMs: 30_000 });
  });

  test("an older run that tells nothing is given up, also when it is asked for again", async () => {
    upstream.start("r0", running("x"));
    upstream.start("r1", running("y"));
    await watchFor(2_000);
    upstream.faults.set("/run/r0/result", unreadable);
    upstream.calls.length = 0;
    for (let ask = 0; ask < 40; ask += 1) {
      void recorder.watch(OWNER, "task").consult("r0");
      await watchFor(20_000);
    }
    expect(upstream.count("/run/r0/result")).toBeLessThanOrEqual(40);
    upstream.calls.length = 0;
    void recorder.watch(OWNER, "task").consult("r0");
    await watchFor(60_000);
    expect(upstream.count("/run/r0/result")).toBe(0);
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
