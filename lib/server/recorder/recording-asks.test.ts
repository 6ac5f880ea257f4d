import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import type { UpstreamRecording } from "@/lib/contract/upstream";
import { RecordingAsks } from "@/lib/server/recorder/recording-asks";

const PENDING: UpstreamRecording = { status: "pending", url: null, error: null };
const READY: UpstreamRecording = { status: "completed", url: "https://x.example/a", error: null };
const FAILED: UpstreamRecording = { status: "error", url: null, error: "no" };

let clock: FakeClock;
let asks: RecordingAsks;
let calls: number;
let says: UpstreamRecording | Error;

beforeEach(() => {
  clock = new FakeClock();
  asks = new RecordingAsks(clock);
  calls = 0;
  says = PENDING;
});

const call = async (): Promise<UpstreamRecording> => {
  calls += 1;
  await clock.sleep(50);
  if (says instanceof Error) throw says;
  return says;
};

async function ask(isWished = false, run = "run") {
  const told = asks.ask(run, isWished, call);
  told.catch(() => undefined);
  await clock.advance(50);
  return told;
}

/** Asks every second, as a page would that does not keep to what it is told. */
async function askFor(seconds: number, isWished = false): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await ask(isWished);
    await clock.advance(950);
  }
}

describe("a recording that is not ready", () => {
  test("is asked for once, however many ask at a time", async () => {
    const all = Array.from({ length: 50 }, (_, index) => asks.ask("run", index % 2 === 0, call));
    await clock.advance(50);
    expect((await Promise.all(all)).map(({ recording }) => recording)).toEqual(
      all.map(() => PENDING),
    );
    expect(calls).toBe(1);
  });

  test("is asked for every 10 s, and after a minute no more", async () => {
    await askFor(30);
    expect(calls).toBe(3);
    await askFor(60);
    expect(calls).toBe(6);
    expect(await ask()).toMatchObject({ asksAgain: false });
  });

  test("is told with when it will be asked for again, and whether by itself", async () => {
    const first = await ask();
    expect(first).toMatchObject({ nextAskAtMs: clock.now() + 10_000, asksAgain: true });
    await clock.advance(3_000);
    expect(await ask()).toEqual(first);
    expect(calls).toBe(1);
  });

  test("is not asked for by itself by a page that is opened an hour later", async () => {
    await ask();
    await clock.advance(3_600_000);
    const now = clock.now();
    expect(await ask()).toMatchObject({ nextAskAtMs: now, asksAgain: false });
    expect(calls).toBe(1);
  });

  test("is asked for after that when a person wishes it, still at most every 10 s", async () => {
    await askFor(70);
    calls = 0;
    await askFor(35, true);
    expect(calls).toBe(4);
    await clock.advance(10_000);
    await ask();
    expect(calls).toBe(4);
  });
});

test("two runs have nothing to do with each other", async () => {
  await ask(false, "one");
  await ask(false, "two");
  expect(calls).toBe(2);
});

test.each([READY, FAILED])("an answer of $status is kept for ten minutes", async (answer) => {
  says = answer;
  expect(await ask()).toEqual({ recording: answer, nextAskAtMs: null, asksAgain: false });
  await askFor(300);
  expect(calls).toBe(1);
  await ask(true);
  expect(calls).toBe(2);
  await clock.advance(10 * 60_000);
  await ask();
  expect(calls).toBe(3);
});

test("a call that takes long is not joined by another, and counts from its end", async () => {
  const slow = async () => {
    calls += 1;
    await clock.sleep(14_000);
    return PENDING;
  };
  const first = asks.ask("run", false, slow);
  await clock.advance(12_000);
  const second = asks.ask("run", true, slow);
  await clock.advance(2_000);
  await Promise.all([first, second]);
  await clock.advance(9_000);
  await ask(true);
  expect(calls).toBe(1);
});

test("a failure is told to all who ask for 10 s, then it is tried again", async () => {
  says = new Error("down");
  await expect(ask()).rejects.toThrow("down");
  await expect(ask(true)).rejects.toThrow("down");
  expect(calls).toBe(1);
  says = READY;
  await clock.advance(10_000);
  expect(await ask()).toMatchObject({ recording: READY });
});
