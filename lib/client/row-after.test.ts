import { describe, expect, it } from "vitest";
import { rowAfter } from "./row-after.ts";

describe("the keys j and k", () => {
  it.each([
    ["from nowhere down", -1, 1, 0],
    ["from nowhere up", -1, -1, 4],
    ["down", 1, 1, 2],
    ["up", 2, -1, 1],
    ["not beyond the last", 4, 1, 4],
    ["not beyond the first", 0, -1, 0],
  ] as const)("go %s", (_name, from, by, to) => {
    expect(rowAfter(from, by, 5)).toBe(to);
  });
  it("go nowhere without rows", () => {
    expect([rowAfter(-1, 1, 0), rowAfter(-1, -1, 0)]).toEqual([-1, -1]);
  });
});
