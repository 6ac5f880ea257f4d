import { describe, expect, test } from "vitest";
import type { RunRow } from "../contract/api.ts";
import { runBarName, runBars } from "./run-bars.ts";

const row = (more: Partial<RunRow>): RunRow => ({
  id: "8f374523-0000-4000-8000-000000000000",
  state: "completed",
  step: null,
  startedAt: "2026-03-02T12:00:00.000Z",
  endedAt: null,
  durationMs: null,
  ...more,
});

describe("the runs of a page as bars", () => {
  test("stand oldest first, by the longest that is known", () => {
    const { bars, longestMs } = runBars([
      row({ id: "new", durationMs: 60_000 }),
      row({ id: "old", durationMs: 120_000 }),
    ]);
    expect(longestMs).toBe(120_000);
    expect(bars.map(({ run, share }) => [run.id, share])).toEqual([
      ["old", 1],
      ["new", 0.5],
    ]);
  });

  test("go on, or are of unknown length, rather than of none", () => {
    const lengths = runBars([
      row({ state: "running" }),
      row({ state: "waiting" }),
      row({ state: "failed" }),
      row({ state: "unknown" }),
      row({ state: "running", startedAt: null }),
      row({ durationMs: 0 }),
    ]);
    expect(lengths.bars.toReversed().map(({ length, share }) => [length, share])).toEqual([
      ["growing", null],
      ["growing", null],
      ["unknown", null],
      ["unknown", null],
      ["unknown", null],
      ["known", 0],
    ]);
    expect(runBars([row({ state: "running" })]).longestMs).toBeNull();
  });

  test("are called by run, state, duration and start", () => {
    const named = (more: Partial<RunRow>, started = "2 Mar 2026, 12:00") =>
      runBars([row(more)]).bars.map((bar) => runBarName(bar, started))[0];
    expect(named({ durationMs: 134_000 })).toBe(
      "Run 8f374523, completed, 2m 14s, started 2 Mar 2026, 12:00",
    );
    expect(named({ state: "waiting" })).toMatch(/^Run 8f374523, waiting for you, not over yet, /);
    expect(named({ state: "failed" }, "")).toBe("Run 8f374523, failed, duration not recorded");
  });
});
