import { describe, expect, test } from "vitest";
import { timelineItems } from "./timeline.ts";
import { NO_ROWS, rowId, rowsAfter, withKept } from "./timeline-rows.ts";

const told = (from: number, to: number, same: readonly number[] = []) =>
  timelineItems(
    Array.from({ length: to - from + 1 }, (_, index) => ({
      seq: from + index,
      kind: "step",
      at: new Date(1_700_000_000_000 + index * 1_000).toISOString(),
      until: null,
      precisionMs: 0,
      state: "running",
      step: same.includes(from + index) ? "the same" : `step ${from + index}`,
      live: false,
    })),
  );

describe("the rows of a timeline", () => {
  test("stay the same ones while it grows at both ends", () => {
    const before = rowsAfter(NO_ROWS, told(5, 7));
    const after = rowsAfter(rowsAfter(before, told(5, 8)), told(3, 8));
    expect(after.items.map((item) => rowId(after, item))).toEqual([3, 4, 5, 6, 7, 8]);
  });

  test("stay the same ones when an earlier page begins the first of them, again and again", () => {
    const same = [3, 4, 5, 6, 7];
    let rows = rowsAfter(NO_ROWS, told(6, 9, same));
    for (const from of [4, 2]) rows = rowsAfter(rows, told(from, 9, same));
    expect(rows.items.map(({ key, count }) => [key, count])).toEqual([
      [2, 1],
      [3, 5],
      [8, 1],
      [9, 1],
    ]);
    expect(rows.items.map((item) => rowId(rows, item))).toEqual([2, 6, 8, 9]);
  });
});

test("a row that is to stay is drawn before or after those in view, and once", () => {
  expect(withKept([4, 5], 1)).toEqual([1, 4, 5]);
  expect(withKept([4, 5], 9)).toEqual([4, 5, 9]);
  expect(withKept([4, 5], 5)).toEqual([4, 5]);
  expect(withKept([4, 5], -1)).toEqual([4, 5]);
});
