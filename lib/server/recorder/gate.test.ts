import { expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { type Errand, Gate } from "@/lib/server/recorder/gate";

/** Samples that come one after the other under one token, each of so many calls. */
async function keepAsking(gate: Gate, errand: Errand, calls: number, onCall: () => void) {
  const token = {};
  for (;;) {
    for (let call = 0; call < calls; call += 1) {
      await gate.pass(token, call === 0 ? errand : "begun");
      onCall();
    }
  }
}

/** How many calls runs that go on had, and the rest, in a hundred seconds. */
async function shares(goingOn: number, others: number, callsOfOthers: number) {
  const clock = new FakeClock();
  const gate = new Gate(clock, 6);
  const had = { goingOn: 0, others: 0 };
  for (let run = 0; run < goingOn; run += 1) {
    void keepAsking(gate, "going-on", 1, () => void (had.goingOn += 1));
  }
  for (let task = 0; task < others; task += 1) {
    void keepAsking(gate, "other", callsOfOthers, () => void (had.others += 1));
  }
  await clock.advance(100_000);
  return had;
}

test("runs that go on and the rest get as many calls each, whatever a turn of theirs takes", async () => {
  for (const calls of [1, 3, 5]) {
    const { goingOn, others } = await shares(20, 20, calls);
    expect(goingOn + others).toBeGreaterThan(590);
    expect(Math.abs(goingOn - others)).toBeLessThanOrEqual(2 * calls);
  }
});

test("whoever waits alone gets all calls there are", async () => {
  expect((await shares(20, 0, 3)).goingOn).toBeGreaterThan(590);
  expect((await shares(0, 20, 3)).others).toBeGreaterThan(590);
});

test("what was begun is finished before anything else is begun", async () => {
  const clock = new FakeClock();
  const gate = new Gate(clock, 6);
  const order: string[] = [];
  const ask = async (name: string) => {
    const token = {};
    for (const call of [1, 2, 3]) {
      await gate.pass(token, call === 1 ? "other" : "begun");
      order.push(`${name}${call}`);
    }
  };
  void ask("a");
  void ask("b");
  await clock.advance(2_000);
  expect(order).toEqual(["a1", "a2", "a3", "b1", "b2", "b3"]);
});

test("whoever leaves is not let through", async () => {
  const clock = new FakeClock();
  const gate = new Gate(clock, 6);
  const token = {};
  let isThrough = false;
  void gate.pass({}, "other");
  void gate.pass(token, "other").then(() => {
    isThrough = true;
  });
  gate.leave(token);
  await clock.advance(2_000);
  expect(isThrough).toBe(false);
});
