import { describe, expect, test } from "vitest";
import {
  clock,
  OWNER,
  record,
  recorded,
  running,
  store,
  story,
  unreachable,
  unreadable,
  upstream,
  watchFor,
} from "@/e2e/support/recorder-world";

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

  test("is not asked for without end", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.end("error");
    upstream.active = false;
    upstream.faults.set("/result", unreadable);
    await watchFor(600_000);
    upstream.calls.length = 0;
    await watchFor(600_000);
    expect(upstream.count("/result")).toBe(0);
  });

  test("is not told while the result lags behind: what it says then is not how the run ended", async () => {
    upstream.start("r1", running("work"));
    await watchFor(2_000);
    upstream.present = { status: "error", detailedStatus: "error", liveStatus: "" };
    await watchFor(2_500);
    expect(await record("r1")).toMatchObject({ state: "running", result: null });
    upstream.end("error", { error: "API abort", dataTable: [{ a: 1 }] });
    await watchFor(10_000);
    expect(await record("r1")).toMatchObject({ state: "stopped" });
    expect((await record("r1"))?.result).toContain('"a":1');
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
