import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { FakeUpstream } from "@/e2e/support/fake-upstream";
import { KEY, OWNER, running, unreachable, YEAR_MS } from "@/e2e/support/recorder-world";
import { Recorder } from "@/lib/server/recorder/recorder";
import { sealBox } from "@/lib/server/seal-box";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";

const TASK = { owner: OWNER, taskId: "task" };
const RUN = { ...TASK, runId: "r1" };
const LIVE = "https://live.example/secret";
const BOX = sealBox("a-secret-that-two-instances-share-1234", "samples");

/** A process: its own clock, so that it can be paused, and its own calls. */
class Instance {
  readonly clock = new FakeClock();
  readonly calls: string[] = [];
  readonly recorder: Recorder;
  #awake: Promise<void> = Promise.resolve();
  #wake: (() => void) | null = null;

  get isPaused(): boolean {
    return this.#wake !== null;
  }

  /** Nothing goes on here, not even with answers that are on their way. */
  stand(): void {
    this.#awake = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Goes on, so much later. */
  async wake(ms: number): Promise<void> {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
    await this.clock.advance(ms);
  }

  constructor(store: Store, upstream: FakeUpstream) {
    this.recorder = new Recorder(
      store,
      this.clock,
      async (request) => {
        this.calls.push(request.url);
        const answer = await upstream.transport(request);
        await this.#awake;
        return answer;
      },
      BOX,
    );
    this.recorder.keyring.hold(OWNER, KEY, "session", this.clock.now() + YEAR_MS);
  }

  get watch() {
    return this.recorder.watch(OWNER, "task");
  }
}

let directory: string;
let store: Store;
let world: FakeClock;
let upstream: FakeUpstream;
let a: Instance;
let b: Instance;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-shared-"));
  store = await openStore(sqliteDialect(directory));
  world = new FakeClock();
  upstream = new FakeUpstream(world, 20);
  await store.tasks.take(OWNER, [{ id: "task", name: "A task", active: true }], null, world.now());
  a = new Instance(store, upstream);
  b = new Instance(store, upstream);
  await pass(100);
});

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Time passes, for whoever is not paused, with people looking through some of them. */
async function pass(ms: number, lookers: Instance[] = []): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20) {
    if (passed % 500 === 0) for (const looker of lookers) looker.watch.look();
    await world.advance(20);
    for (const one of [a, b]) if (!one.isPaused) await one.clock.advance(20);
  }
}

/** The process stands still, and the store has not heard of it for long. */
async function pause(instance: Instance): Promise<void> {
  const lease = await store.leases.find(TASK);
  instance.stand();
  await store.leases.beat(lease?.holder ?? "", -1);
}

const rows = () => store.transitions.newest(RUN, 200);
const words = async () => (await rows()).map((row) => (row.kind === "gap" ? "gap" : row.step));

test("one of two polls, and both tell the same within an interval", async () => {
  upstream.start("r1", running("one", LIVE));
  await pass(3_000, [a]);
  b.calls.length = 0;
  a.calls.length = 0;
  await pass(5_000, [a, b]);
  expect(a.calls.filter((url) => url.includes("/status")).length).toBeGreaterThan(3);
  expect(b.calls).toEqual([]);
  upstream.present = running("two", LIVE);
  await pass(1_500, [a, b]);
  await b.watch.ready();
  expect(b.watch.newest).toMatchObject({
    runId: "r1",
    sample: { detailedStatus: "two", liveStatus: LIVE },
  });
  expect(b.watch.observedAtMs).toBeGreaterThan(world.now() - 1_600);
  expect(b.watch.failure).toBeNull();
});

test("a list at one process tells why the other one cannot read a run", async () => {
  upstream.start("r1", running("one"));
  await pass(1_000, [a]);
  upstream.faults.set("/run/status", unreachable);
  for (let turn = 0; turn < 24; turn += 1) {
    b.watch.list(true);
    await pass(500);
  }
  expect(b.watch.failure?.code).toBe("upstream_unreachable");
  upstream.faults.clear();
  for (let turn = 0; turn < 160 && b.watch.failure !== null; turn += 1) {
    b.watch.list(true);
    await pass(500);
  }
  expect(b.watch.failure).toBeNull();
});

test("a viewer at the other process hastens the one that polls", async () => {
  upstream.start("r1", running("one"));
  await pass(2_000, [a]);
  await pass(20_000);
  a.calls.length = 0;
  await pass(10_000, [b]);
  expect(a.calls.filter((url) => url.includes("/status")).length).toBeGreaterThanOrEqual(8);
  expect(b.calls).toEqual([]);
});

test("nobody can read a live URL in the store", async () => {
  upstream.start("r1", running("one", LIVE));
  await pass(4_000, [a, b]);
  const lease = await store.leases.find(TASK);
  expect(lease?.sample).not.toBeNull();
  expect(JSON.stringify([lease, await rows()])).not.toContain("secret");
});

test("one that stands still is replaced, and when it wakes it writes nothing and follows", async () => {
  upstream.start("r1", running("one"));
  await pass(3_000, [a]);
  await pause(a);
  upstream.present = running("two");
  await pass(6_000, [b]);
  expect(await words()).toEqual(["one", "gap", "two"]);
  upstream.present = running("three");
  await a.wake(6_000);
  a.calls.length = 0;
  await pass(4_000, [a, b]);
  expect(await words()).toEqual(["one", "gap", "two", "three"]);
  expect((await rows()).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
  expect(a.calls).toEqual([]);
  await a.watch.ready();
  expect(a.watch.newest).toMatchObject({ sample: { detailedStatus: "three" } });
});

test("a sample that was on its way when the process stood still is refused", async () => {
  upstream.start("r1", running("one"));
  await pass(3_000, [a]);
  upstream.faults.set("/run/status", () => {
    a.stand();
    const body = JSON.stringify({ success: true, data: running("from before") });
    return { status: 200, body, retryAfter: null, date: null };
  });
  await pass(1_200, [a]);
  expect(a.isPaused).toBe(true);
  upstream.faults.clear();
  await pause(a);
  await pass(6_000, [b]);
  await a.wake(6_000);
  await pass(3_000, [a, b]);
  expect(await words()).not.toContain("from before");
  expect((await rows()).map((row) => row.seq)).toEqual((await rows()).map((_, index) => index + 1));
});

test("one that says goodbye is replaced at once, by whoever holds the key", async () => {
  upstream.start("r1", running("one"));
  await pass(3_000, [a]);
  await a.recorder.leave();
  a.stand();
  upstream.present = running("two");
  await pass(2_000);
  upstream.end("completed");
  await pass(31_000);
  expect(await words()).toEqual(["one", "gap", "two", "completed"]);
  expect((await store.runs.find(RUN))?.state).toBe("completed");
});

test("whoever signs out at one is signed out at the other within a second, polling included", async () => {
  upstream.start("r1", running("one"));
  await store.sessions.insert({
    sid: "session",
    owner: OWNER,
    cookie_hash: "",
    created_at: 1,
    last_active_at: 1,
    ended_at: null,
  });
  await pass(3_000, [a]);
  await store.sessions.end("session", 2);
  await pass(1_000);
  expect(a.recorder.keyring.get(OWNER)).toBeNull();
  expect(b.recorder.keyring.get(OWNER)).toBeNull();
  a.calls.length = 0;
  await pass(20_000);
  expect([...a.calls, ...b.calls]).toEqual([]);
});

test("an older run that somebody waits for elsewhere is read by the one that polls", async () => {
  upstream.start("r0", running("zero"));
  await pass(3_000, [a]);
  upstream.start("r1", running("one"));
  await pass(8_000, [a]);
  const older = upstream.runs.find(({ id }) => id === "r0");
  if (older) older.result = { status: "completed" };
  const consulted = b.watch.consult("r0");
  await pass(20_000, [a, b]);
  expect(await consulted).toBeNull();
  expect((await store.runs.find({ ...TASK, runId: "r0" }))?.state).toBe("completed");
  expect(b.calls).toEqual([]);
});

test("nothing is sampled nor lost while the store is away; it goes on by itself", async () => {
  upstream.start("r1", running("one"));
  await pass(3_000, [a]);
  const { beat } = store.leases;
  const { append } = store.runs;
  const away = () => Promise.reject(new Error("no store"));
  Object.assign(store.leases, { beat: away });
  Object.assign(store.runs, { append: away });
  upstream.present = running("two");
  await pass(10_000, [a]);
  a.calls.length = 0;
  await pass(5_000, [a]);
  expect(a.calls.filter((url) => url.includes("/status"))).toEqual([]);
  Object.assign(store.leases, { beat });
  Object.assign(store.runs, { append });
  await pass(3_000, [a]);
  expect(await words()).toEqual(["one", "gap", "two"]);
});

test("whoever takes over follows older runs, too", async () => {
  upstream.start("r0", running("zero"));
  await pass(3_000, [a]);
  upstream.start("r1", running("one"));
  await pass(8_000, [a]);
  await a.recorder.leave();
  a.stand();
  const older = upstream.runs.find(({ id }) => id === "r0");
  if (older) older.result = { status: "completed" };
  await pass(35_000);
  expect((await store.runs.find({ ...TASK, runId: "r0" }))?.state).toBe("completed");
});

test("a failure of an hour ago is not told as one of now", async () => {
  upstream.start("r1", running("one"));
  await pass(2_000, [a]);
  upstream.faults.set("/", unreachable);
  await pass(3_000, [a, b]);
  await b.watch.ready();
  expect(b.watch.failure?.code).toBe("upstream_unreachable");
  upstream.faults.clear();
  await pass(6_000, [a]);
  await pass(3_000, [a, b]);
  const ready = b.watch.ready();
  await pass(2_000, [a, b]);
  await ready;
  expect(b.watch.failure).toBeNull();
});

test("a beat that arrives after the lease ended is not taken for one in time", async () => {
  await pass(1_000, [a]);
  const { beat } = store.leases;
  const holder = (await store.leases.find(TASK))?.holder;
  let isSlow = true;
  Object.assign(store.leases, {
    beat: async (instance: string, ttlMs: number) => {
      if (isSlow && instance === holder) await a.clock.sleep(6_000);
      return beat(instance, ttlMs);
    },
  });
  await pass(1_000, [a, b]);
  await beat(holder ?? "", -1);
  await pass(3_000, [a, b]);
  isSlow = false;
  await pass(4_000, [a, b]);
  a.calls.length = 0;
  b.calls.length = 0;
  await pass(10_000, [a, b]);
  expect([a, b].filter(({ calls }) => calls.length > 0)).toHaveLength(1);
});

test("one that leaves still tells its viewers what the other sees", async () => {
  upstream.start("r1", running("one"));
  await pass(3_000, [a]);
  await a.recorder.leave();
  await pass(4_000, [a, b]);
  upstream.present = running("two");
  await pass(3_000, [a, b]);
  await a.watch.ready();
  expect(a.watch.failure).toBeNull();
  expect(a.watch.newest).toMatchObject({ sample: { detailedStatus: "two" } });
});
