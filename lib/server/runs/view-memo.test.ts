import { expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { ViewMemo } from "@/lib/server/runs/view-memo";

const counting = () => {
  let made = 0;
  return async () => {
    made += 1;
    return made;
  };
};

test("whoever asks alike within a moment is told the same, and nothing is kept after it", async () => {
  const clock = new FakeClock();
  const memo = new ViewMemo<number>(clock);
  const make = counting();
  expect(await Promise.all([memo.get("a", 1, make), memo.get("a", 1, make)])).toEqual([1, 1]);
  expect(await memo.get("b", 1, make)).toBe(2);
  expect(await memo.get("a", 2, make)).toBe(3);
  await clock.advance(300);
  expect(memo.size).toBe(0);
  expect(await memo.get("a", 2, make)).toBe(4);
});

test("a failure is not kept, nor are more answers than a few hundred", async () => {
  const memo = new ViewMemo<number>(new FakeClock());
  const fail = () => Promise.reject(new Error("no"));
  await expect(memo.get("a", 1, fail)).rejects.toThrow("no");
  expect(await memo.get("a", 1, counting())).toBe(1);
  for (let after = 0; after < 500; after += 1) await memo.get(`after ${after}`, 1, counting());
  expect(memo.size).toBe(200);
});
