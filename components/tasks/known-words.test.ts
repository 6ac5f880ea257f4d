import { describe, expect, it } from "vitest";
import { knownWords } from "./known-words.ts";

const words = (total: number, over: number, upstreamTotal: number | null) =>
  knownWords({
    tasks: [],
    page: 1,
    limit: 30,
    total,
    over,
    waiting: 0,
    newest: 0,
    upstreamTotal,
    freshness: { observedAt: null, nextSampleAt: null, stale: false, reason: null },
  });

describe("over how many tasks a list is", () => {
  it.each([
    ["all are read", 65, 65, 65, "65 tasks"],
    ["there is one", 1, 1, 1, "1 task"],
    ["there is none", 0, 0, 0, "0 tasks"],
    ["the server has not said", 65, 65, null, "65 tasks"],
    ["a filter is set", 12, 65, 65, "12 of 65 tasks"],
    ["the server has more", 412, 106, 412, "106 read of 412 tasks"],
    [
      "a filter is set and the server has more",
      12,
      106,
      412,
      "12 of 106 tasks read; the server has 412",
    ],
    ["a filter keeps all that is read", 106, 106, 412, "106 of 106 tasks read; the server has 412"],
  ])("is said when %s", (_name, total, over, upstreamTotal, expected) => {
    expect(words(total, over, upstreamTotal)).toBe(expected);
  });
});
