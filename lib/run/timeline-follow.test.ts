import { describe, expect, test } from "vitest";
import { followsAfter } from "./timeline-follow.ts";

const place = (topPx: number, leftPx: number) => ({ topPx, leftPx });

describe("following the end of a timeline", () => {
  test.each([
    ["stops once somebody goes up", true, place(500, 0), place(400, 100), false],
    ["goes on within reach of the end", true, place(500, 0), place(480, 20), true],
    ["goes on while rows are added below", true, place(500, 0), place(500, 300), true],
    ["goes on while the box becomes smaller", true, place(500, 0), place(500, 90), true],
    ["begins once somebody comes down to the end", false, place(400, 100), place(490, 10), true],
    ["does not begin on the way", false, place(100, 400), place(300, 200), false],
    ["does not begin while earlier rows are put above", false, place(10, 0), place(900, 0), false],
    ["does not begin while rows below are closed", false, place(400, 300), place(400, 0), false],
  ])("%s", (_name, isOn, before, now, follows) => {
    expect(followsAfter(isOn, before, now)).toBe(follows);
  });
});
