import { describe, expect, it } from "vitest";
import { shareSame } from "./share-same.ts";

const row = (id: string, step: string) => ({ id, step, run: { at: [1, 2, null] } });

describe("an answer beside the one before", () => {
  it("is the same one when nothing changed", () => {
    const before = { tasks: [row("a", "x"), row("b", "y")], total: 2 };
    expect(shareSame(before, structuredClone(before))).toBe(before);
  });

  it("has the same rows, moved or not, and new ones where something changed", () => {
    const before = { tasks: [row("a", "x"), row("b", "y"), row("c", "z")] };
    const later = { tasks: [row("c", "z"), row("a", "other"), row("d", "new")] };
    const shared = shareSame(before, structuredClone(later));
    expect(shared).toEqual(later);
    expect(shared.tasks[0]).toBe(before.tasks[2]);
    expect(shared.tasks[1]).not.toBe(before.tasks[0]);
    expect(shared.tasks[1]?.run).toBe(before.tasks[0]?.run);
  });

  it.each([
    ["a key is gone", { a: 1, b: 2 }, { a: 1 }],
    ["a key came that is undefined before", { a: 1 }, { a: 1, b: null }],
    ["a list got shorter", [1, 2], [1]],
    ["a list became none", { a: [1] }, { a: null }],
    ["there was nothing before", undefined, { a: [1] }],
  ])("is the later one when %s", (_name, before, after) => {
    expect(shareSame(before, after)).toEqual(after);
  });
});
