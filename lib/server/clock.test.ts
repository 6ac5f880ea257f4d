import { expect, test } from "vitest";
import { sleeplessMs, systemClock } from "@/lib/server/clock";

test("goes on while the machine sleeps, and not for less than a few seconds", () => {
  let awakeMs = 10_000.5;
  let up = 500;
  const monotonicMs = sleeplessMs(
    () => awakeMs,
    () => Math.floor(up),
  );
  const before = monotonicMs();
  awakeMs += 5_000;
  up += 5.9;
  expect(monotonicMs() - before).toBeCloseTo(5_000);
  awakeMs += 200;
  up += 3_600.2;
  expect(monotonicMs() - before).toBeGreaterThan(3_600_000);
  const after = monotonicMs();
  awakeMs += 1_000;
  up += 1;
  expect(monotonicMs() - after).toBeCloseTo(1_000);
});

test("this machine's never goes back, and keeps pace with itself", async () => {
  let last = systemClock.monotonicMs();
  const untilMs = performance.now() + 300;
  while (performance.now() < untilMs) {
    const now = systemClock.monotonicMs();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const fromMs = performance.now();
  const endMs = systemClock.monotonicMs();
  expect(endMs).toBeGreaterThanOrEqual(fromMs);
  expect(endMs - performance.now()).toBeLessThan(3_500);
});
