import { describe, expect, test } from "vitest";
import { timelineItems } from "./timeline.ts";
import { countAfter, itemIndexAt, itemIndexOf } from "./timeline-find.ts";

const at = (seq: number) => 1_700_000_000_000 + seq * 1_000;
/** Three rows: 5, 6 to 8 with the same words, 9. */
const items = timelineItems(
  [5, 6, 7, 8, 9].map((seq) => ({
    seq,
    kind: "step",
    at: new Date(at(seq)).toISOString(),
    until: null,
    precisionMs: 0,
    state: "running",
    step: seq > 5 && seq < 9 ? "the same" : `step ${seq}`,
    live: false,
  })),
);

describe("an entry of a timeline", () => {
  test.each([
    [5, 0],
    [6, 1],
    [8, 1],
    [9, 2],
    [4, -1],
    [10, -1],
    [0, -1],
  ])("with seq %i is in the row at %i", (seq, place) => {
    expect(itemIndexOf(items, seq)).toBe(place);
  });

  test.each([
    [at(5.5), 0],
    [at(7), 1],
    [at(99), 2],
    [at(1), 0],
  ])("at the moment %i is in the row at %i", (ms, place) => {
    expect(itemIndexAt(items, ms)).toBe(place);
  });

  test("is new when it came after the newest that was seen; one more of the same is not", () => {
    expect(countAfter(items, 5)).toBe(2);
    expect(countAfter(items, 6)).toBe(1);
    expect(countAfter(items, 9)).toBe(0);
  });

  test("is not found where there is none", () => {
    expect([itemIndexOf([], 1), itemIndexAt([], 1), countAfter([], 0)]).toEqual([-1, -1, 0]);
  });
});
