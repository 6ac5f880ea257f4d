import { expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { laned } from "@/lib/server/upstream/lane";
import type { HttpRequest, Transport } from "@/lib/server/upstream/transport";

const request = (
  id: number,
  { origin = "http://one", urgency = "sample" as HttpRequest["urgency"] } = {},
): HttpRequest => ({
  urgency,
  method: "GET",
  url: `${origin}/api/v1/${id}`,
  apiKey: "a-key-of-some-kind",
  maxBytes: 1,
  timeoutMs: 1,
});

/** An upstream that takes `ms` for each call, and what it saw. */
function slow(clock: FakeClock, ms: number) {
  const seen = { open: 0, most: 0, ids: [] as number[] };
  const transport: Transport = async ({ url }) => {
    seen.ids.push(Number(url.split("/").at(-1)));
    seen.open += 1;
    seen.most = Math.max(seen.most, seen.open);
    await clock.sleep(ms);
    seen.open -= 1;
    return { status: 200, body: "", retryAfter: null, date: null };
  };
  return { seen, transport };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

test("at most 64 calls are open at once, and all come through in the order they came", async () => {
  const clock = new FakeClock();
  const { seen, transport } = slow(clock, 1_000);
  const call = laned(transport, clock);
  const calls = Promise.all(range(200).map((id) => call(request(id))));
  await clock.advance(9_000);
  await calls;
  expect(seen.most).toBe(64);
  expect(seen.ids).toEqual(range(200));
});

test("no more than 100 calls a second leave, but for what a pause of ours held up", async () => {
  const clock = new FakeClock();
  const { seen, transport } = slow(clock, 1);
  const call = laned(transport, clock);
  void Promise.all(range(1_000).map((id) => call(request(id))));
  await clock.advance(3_000);
  expect(seen.ids.length).toBeGreaterThan(295);
  expect(seen.ids.length).toBeLessThanOrEqual(311);
});

test("one upstream's queue does not hold another's calls up", async () => {
  const clock = new FakeClock();
  const { seen, transport } = slow(clock, 10_000);
  const call = laned(transport, clock);
  void Promise.all(range(100).map((id) => call(request(id))));
  await clock.advance(1_000);
  void call(request(777, { origin: "http://two" }));
  await clock.advance(1);
  expect(seen.ids.at(-1)).toBe(777);
});

test("a full queue says so at once, and takes calls again once there is room", async () => {
  const clock = new FakeClock();
  const { transport } = slow(clock, 1_000);
  const call = laned(transport, clock);
  const waiting = range(2_100).map((id) =>
    call(request(id)).then(
      () => "done",
      () => "refused",
    ),
  );
  await expect(call(request(9_999))).rejects.toMatchObject({
    code: "upstream_busy",
    retryAfterMs: 2_000,
  });
  await clock.advance(60_000);
  const outcomes = await Promise.all(waiting);
  expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(2_010);
  const later = call(request(1));
  await clock.advance(2_000);
  await expect(later).resolves.toMatchObject({ status: 200 });
});

test("a question comes before samples, those before what nobody waits for; none waits for ever", async () => {
  const clock = new FakeClock();
  const { seen, transport } = slow(clock, 1);
  const call = laned(transport, clock);
  const calls = [
    ...range(100).map((id) => call(request(id, { urgency: "background" }))),
    ...range(100).map((id) => call(request(1_000 + id))),
    call(request(5_000, { urgency: "question" })),
  ];
  await clock.advance(50);
  expect(seen.ids).toContain(5_000);
  await clock.advance(950);
  const samples = seen.ids.filter((id) => id >= 1_000 && id < 5_000).length;
  const background = seen.ids.length - samples - 11;
  expect(samples).toBeGreaterThan(70);
  expect(background).toBeGreaterThan(10);
  await clock.advance(3_000);
  await Promise.all(calls);
  expect(seen.ids).toHaveLength(201);
});

test("whoever asks is told after 8 s that the upstream is busy; samples wait on", async () => {
  const clock = new FakeClock();
  const { transport } = slow(clock, 30_000);
  const call = laned(transport, clock);
  const stuck = range(64).map((id) => call(request(id)));
  await clock.advance(1_000);
  const outcomes: string[] = [];
  const sample = call(request(70)).then(() => outcomes.push("sample"));
  const asked = call(request(71, { urgency: "question" })).catch(() => outcomes.push("refused"));
  await clock.advance(70_000);
  await Promise.all([...stuck, sample, asked]);
  expect(outcomes).toEqual(["refused", "sample"]);
});

test("what a call finds out when it leaves the queue makes room, too", async () => {
  const clock = new FakeClock();
  const { seen, transport } = slow(clock, 1);
  const call = laned(transport, clock);
  const onStart = () => {
    throw new Error("signed out meanwhile");
  };
  const refused = range(100).map((id) => call({ ...request(id), onStart }).catch(() => "refused"));
  const last = call(request(100));
  await clock.advance(3_000);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(["refused"]));
  await last;
  expect(seen.ids).toEqual([100]);
});

test("a caller learns when its call left the queue; one that failed leaves room, too", async () => {
  const clock = new FakeClock();
  const call = laned(async () => {
    await clock.sleep(10);
    throw new Error("no");
  }, clock);
  const lefts: number[] = [];
  const calls = range(40).map((id) =>
    call({ ...request(id), onStart: () => lefts.push(clock.monotonicMs()) }).catch(() => null),
  );
  await clock.advance(1_000);
  await Promise.all(calls);
  expect(lefts).toHaveLength(40);
  expect(lefts[0]).toBe(0);
  expect(lefts.at(-1)).toBeGreaterThanOrEqual(290);
});
