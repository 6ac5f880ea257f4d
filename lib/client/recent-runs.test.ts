import { describe, expect, it } from "vitest";
import type { RecentRun } from "../contract/api.ts";
import { recentBars, recentWords } from "./recent-runs.ts";

const completed = (durationMs: number | null): RecentRun => ({ state: "completed", durationMs });
const run = (state: RecentRun["state"], durationMs: number | null = null) => ({
  state,
  durationMs,
});

describe("the last runs of a task in words", () => {
  it.each<[string, RecentRun[]]>([
    ["", []],
    ["Last run: completed; 1m 02s", [completed(62_000)]],
    ["Last run: running", [run("running")]],
    ["Last run: failed; duration not recorded", [run("failed")]],
    [
      "Last 3 runs: 2 completed, 1 failed; 1m 02s to 3m 00s",
      [completed(62_000), run("failed", 90_000), completed(180_000)],
    ],
    ["Last 2 runs: 2 completed; 5s", [completed(5_100), completed(5_900)]],
    [
      "Last 4 runs: 2 completed, 1 waiting for you, 1 unknown; 5s, 2 not recorded",
      [run("unknown"), completed(null), completed(5_000), run("waiting")],
    ],
  ])("are “%s”", (words, runs) => {
    expect(recentWords(runs)).toBe(words);
  });
});

describe("the last runs of a task as bars", () => {
  it("stand to the longest of them, and nothing is drawn of what nobody knows", () => {
    const runs = [completed(30_000), run("failed", 60_000), run("stopped"), run("running")];
    expect(recentBars(runs)).toEqual({
      longestMs: 60_000,
      bars: [
        { state: "completed", length: "known", share: 0.5 },
        { state: "failed", length: "known", share: 1 },
        { state: "stopped", length: "none", share: null },
        { state: "running", length: "growing", share: null },
      ],
    });
  });

  it("are of no length when all took no time", () => {
    expect(recentBars([completed(0)]).bars).toEqual([
      { state: "completed", length: "known", share: 0 },
    ]);
  });
});
