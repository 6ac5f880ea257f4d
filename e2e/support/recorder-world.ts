/** A recorder in a world of its own for each test: a fake clock, a fake upstream, a real store. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { AppError } from "@/lib/server/errors";
import { Recorder } from "@/lib/server/recorder/recorder";
import type { Runtime } from "@/lib/server/runtime";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";
import { FakeClock } from "./fake-clock.ts";
import { FakeUpstream } from "./fake-upstream.ts";

export const OWNER = "owner";
export const KEY = {
  upstream: { name: "fake", url: "http://fake/api/v1" },
  apiKey: "a-key-of-some-kind",
};
export const YEAR_MS = 365 * 24 * 3_600_000;
export const unreachable = () => {
  throw new AppError("upstream_unreachable");
};

export const unreadable = () => ({
  status: 502,
  body: "<h1>Bad gateway</h1>",
  retryAfter: null,
  date: null,
});

let directory: string;
export let clock: FakeClock;
export let upstream: FakeUpstream;
export let store: Store;
export let recorder: Recorder;
let before: Recorder | undefined;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-test-"));
  store = await openStore(sqliteDialect(directory));
  await begin(20);
});

/** A world whose upstream takes so long for a call. */
export async function begin(latencyMs: number): Promise<void> {
  clock = new FakeClock();
  upstream = new FakeUpstream(clock, latencyMs);
  await restart();
}

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A process that comes up with what is stored, and with the owner's next request. */
export async function restart(): Promise<void> {
  // The process before is gone: without a key, nothing of it goes on.
  before?.keyring.drop(OWNER);
  recorder = new Recorder(store, clock, upstream.transport);
  before = recorder;
  recorder.keyring.hold(OWNER, KEY, "session", clock.now() + YEAR_MS);
  await store.tasks.take(OWNER, [{ id: "task", name: "A task", active: true }], null, clock.now());
}

/** As much of the process as what acts on runs needs. */
export const runtimeOf = () => ({ store, clock, recorder }) as unknown as Runtime;

/** Time passes until something is over. */
export async function meanwhile<T>(work: Promise<T>): Promise<T> {
  const over = work.then(
    () => "over",
    () => "over",
  );
  const step = async () => {
    await clock.advance(100);
    return "going on";
  };
  while ((await Promise.race([over, step()])) === "going on");
  return work;
}

/** Time passes while somebody looks at the run, twice a second. */
export async function watchFor(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    recorder.watch(OWNER, "task").look();
    await clock.advance(Math.min(500, ms - passed));
  }
}

export const recorded = (runId: string) =>
  store.transitions.newest({ owner: OWNER, taskId: "task", runId }, 200);
export const record = (runId: string) => store.runs.find({ owner: OWNER, taskId: "task", runId });
export const story = async (runId: string) =>
  (await recorded(runId)).map((row) => (row.kind === "gap" ? "gap" : `${row.kind} ${row.step}`));

export const running = (detailedStatus: string, liveStatus: string | null = null) => ({
  status: "running",
  detailedStatus,
  toolCall: null,
  liveStatus,
});
