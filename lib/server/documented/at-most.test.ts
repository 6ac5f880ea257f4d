import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AtMost } from "./at-most.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers with how often it was called, after `ms`. */
function slowly(ms: number) {
  let calls = 0;
  return async () => {
    calls += 1;
    const mine = calls;
    await new Promise((resolve) => setTimeout(resolve, ms));
    return mine;
  };
}

test("all who ask at once get one answer, also when it takes longer than its time", async () => {
  const asked = new AtMost<number>(1_000);
  const call = slowly(3_000);
  const first = asked.ask("a", call);
  await vi.advanceTimersByTimeAsync(2_000);
  const second = asked.ask("a", call);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all([first, second])).toEqual([1, 1]);
});

test("it is asked again once its time is over, counted from when it was asked", async () => {
  const asked = new AtMost<number>(1_000);
  const call = slowly(400);
  const first = asked.ask("a", call);
  await vi.advanceTimersByTimeAsync(900);
  const second = asked.ask("a", call);
  await vi.advanceTimersByTimeAsync(200);
  const third = asked.ask("a", call);
  await vi.advanceTimersByTimeAsync(400);
  expect(await Promise.all([first, second, third])).toEqual([1, 1, 2]);
});

test("a failure is told again for as long, and things are kept apart", async () => {
  const asked = new AtMost<number>(1_000);
  let calls = 0;
  const failing = async () => {
    calls += 1;
    throw new Error("no");
  };
  await expect(asked.ask("a", failing)).rejects.toThrow("no");
  await expect(asked.ask("a", failing)).rejects.toThrow("no");
  expect(calls).toBe(1);
  expect(await asked.ask("b", async () => 7)).toBe(7);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(asked.ask("a", failing)).rejects.toThrow("no");
  expect(calls).toBe(2);
});
