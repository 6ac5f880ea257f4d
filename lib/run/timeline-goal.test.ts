import { expect, test } from "vitest";
import type { TimelineItem } from "./timeline.ts";
import { goalStep } from "./timeline-goal.ts";

/** Entries 11 to 15, a second apart from second 11 on; the last one stands for two. */
const ITEMS = [11, 12, 13, 14, 15].map(
  (key) => ({ key, lastKey: key === 15 ? 16 : key, atMs: key * 1_000 }) as TimelineItem,
);
const HELD = { items: ITEMS, hasEarlier: true, isReading: false, askedBefore: 0 };

test.for([
  ["an entry that is held", { seq: 13 }, {}, { is: "there", index: 2 }],
  ["one that a collapsed entry stands for", { seq: 16 }, {}, { is: "there", index: 4 }],
  ["an earlier one", { seq: 4 }, {}, { is: "read" }],
  ["an earlier one that is being read", { seq: 4 }, { isReading: true }, { is: "wait" }],
  ["one that reading did not bring", { seq: 4 }, { askedBefore: 11 }, { is: "missing" }],
  ["an earlier one of a run that is whole", { seq: 4 }, { hasEarlier: false }, { is: "missing" }],
  ["one that did not happen yet", { seq: 17 }, {}, { is: "missing" }],
  ["what cannot be one", { seq: 0 }, {}, { is: "missing" }],
  ["any of a run without entries", { seq: 1 }, { items: [] }, { is: "missing" }],
  ["a moment that is held", { ms: 12_500 }, {}, { is: "there", index: 1 }],
  ["a moment before", { ms: 4_000 }, {}, { is: "read" }],
  [
    "a moment before the first one there is",
    { ms: 4_000 },
    { hasEarlier: false },
    { is: "there", index: 0 },
  ],
] as const)("on the way to %s", ([, goal, held, step]) => {
  expect(goalStep(goal, { ...HELD, ...held })).toEqual(step);
});
