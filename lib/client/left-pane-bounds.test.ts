import { expect, test } from "vitest";
import { paneWidth } from "./left-pane-bounds.ts";

test.for([
  ["50", 50],
  [33.4, 33],
  [3, 25],
  ["99", 75],
  [null, null],
  ["", null],
  ["wide", null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
])("%s makes a left pane of %s percent", ([given, width]) => {
  expect(paneWidth(given as string)).toBe(width);
});
