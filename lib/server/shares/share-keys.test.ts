import { beforeEach, expect, test, vi } from "vitest";
import {
  clock,
  KEY,
  recorder,
  restart,
  running,
  store,
  upstream,
} from "@/e2e/support/recorder-world";
import { AppError } from "@/lib/server/errors";
import { ownerId } from "@/lib/server/secrets";
import { keySeal } from "@/lib/server/shares/key-seal";
import { openShare } from "@/lib/server/shares/open-share";
import { hashOfSecret, newShare } from "@/lib/server/shares/secret";
import { ShareKeys } from "@/lib/server/shares/share-keys";

const DAY_MS = 24 * 3_600_000;
const OWNER_SECRET = "an owner secret of more than 32 characters";
const FIRST = { "1": "a session secret of more than 32 characters" };
const owner = ownerId(OWNER_SECRET, KEY.upstream.url, KEY.apiKey);

/** A process: its recorder, and what it holds for the links. */
function process(passwords: Record<string, string> = FIRST): ShareKeys {
  const seal = keySeal(passwords);
  const deps = {
    store,
    clock,
    recorder,
    seal,
    ownerSecret: OWNER_SECRET,
    upstreams: [KEY.upstream],
  };
  const keys = new ShareKeys(deps);
  keys.start();
  return keys;
}

let keys: ShareKeys;
let link: { id: string; secret: string };

async function share(lastsMs: number): Promise<{ id: string; secret: string }> {
  const made = newShare();
  const row = {
    id: made.id,
    secret_hash: hashOfSecret(made.secret),
    owner,
    task_id: "task",
    run_id: "r1",
    label: null,
    include_task_name: 1,
    include_result: 1,
    include_tool_calls: 0,
    include_live: 0,
    badge: 0,
    card: 0,
    created_at: clock.now(),
    expires_at: clock.now() + lastsMs,
    sealed_key: keys.seal(KEY),
  };
  await store.shares.insert(row, 10);
  await keys.refresh();
  return made;
}

const steps = async () =>
  (await store.transitions.newest({ owner, taskId: "task", runId: "r1" }, 200)).map((row) =>
    row.kind === "gap" ? "gap" : `${row.kind} ${row.step}`,
  );
const open = async () =>
  openShare({ store, clock }, link.id, `Share ${link.secret}`).then(
    () => "open",
    (error: { code: string }) => error.code,
  );

beforeEach(async () => {
  await store.tasks.take(owner, [{ id: "task", name: "A task", active: true }], null, clock.now());
  upstream.start("r1", running("one"));
  keys = process();
  link = await share(DAY_MS);
});

test("a shared run is recorded with nobody signed in, until its end; then the key is forgotten", async () => {
  await clock.advance(20_000);
  upstream.present = running("two");
  await clock.advance(20_000);
  expect(recorder.keyring.get(owner, "task")).toEqual(KEY);
  expect(recorder.keyring.get(owner)).toBeNull();
  expect(recorder.keyring.get(owner, "another")).toBeNull();
  upstream.end("completed");
  await clock.advance(40_000);
  expect(await steps()).toEqual(["step one", "step two", "end completed"]);
  // The owner's other tasks are not listed for it.
  expect(upstream.count("/tasks")).toBe(0);
  expect((await store.shares.find(link.id))?.sealed_key).toBeNull();
  expect(recorder.keyring.has(owner)).toBe(false);
  upstream.calls.length = 0;
  await clock.advance(120_000);
  expect(upstream.calls).toEqual([]);
});

test("after a restart it goes on by itself", async () => {
  await clock.advance(20_000);
  recorder.keyring.drop(owner);
  await restart();
  process();
  upstream.present = running("two");
  await clock.advance(20_000);
  expect(await steps()).toEqual(["step one", "gap", "step two"]);
});

test.each([
  ["revoked", () => store.shares.revoke(owner, link.id, clock.now())],
  ["refused by its server", () => recorder.forgetKey(owner)],
  ["expired", async () => clock.jump(DAY_MS)],
])("a link that is %s stops it within a second", async (_, stop) => {
  await clock.advance(20_000);
  await stop();
  await clock.advance(1_100);
  expect(recorder.keyring.has(owner)).toBe(false);
  upstream.calls.length = 0;
  await clock.advance(60_000);
  expect(upstream.calls).toEqual([]);
  expect((await store.shares.find(link.id))?.sealed_key).toBeNull();
});

test("of two links to a run, the other one keeps it going", async () => {
  await share(DAY_MS);
  await store.shares.revoke(owner, link.id, clock.now());
  await clock.advance(5_000);
  expect(recorder.keyring.get(owner, "task")).toEqual(KEY);
});

test("what has expired stays so when the clock is set back", async () => {
  expect(await open()).toBe("open");
  clock.jump(DAY_MS);
  expect(await open()).toBe("share_ended");
  await clock.advance(1_100);
  clock.jump(-2 * DAY_MS);
  await clock.advance(2_000);
  expect(await open()).toBe("share_ended");
});

test("a newer session secret seals the copies anew, so that the older one can go", async () => {
  const both = { ...FIRST, "2": "a newer session secret of more than 32 characters" };
  recorder.keyring.drop(owner);
  await restart();
  process(both);
  await clock.advance(2_000);
  const { sealed_key } = (await store.shares.find(link.id)) ?? {};
  expect(sealed_key).toMatch(/^2\./);
  recorder.keyring.drop(owner);
  await restart();
  process({ "2": both["2"] });
  await clock.advance(2_000);
  expect(recorder.keyring.get(owner, "task")).toEqual(KEY);
});

test("a copy that is somebody else's, or cannot be opened, is not used and not thrown away", async () => {
  const another = keys.seal({ ...KEY, apiKey: "another-key-of-some-kind" });
  for (const sealed_key of [another, "7.AAAA"]) {
    await store.shares.change(owner, link.id, { sealed_key });
    recorder.keyring.drop(owner);
    await restart();
    process();
    await clock.advance(2_000);
    expect(recorder.keyring.has(owner)).toBe(false);
    expect((await store.shares.find(link.id))?.sealed_key).toBe(sealed_key);
  }
});

test("the key is used for the shared run's task and for no other", async () => {
  await store.tasks.take(owner, [{ id: "other", name: "", active: true }], null, clock.now());
  await recorder.watch(owner, "other").follow();
  await clock.advance(60_000);
  expect(upstream.count("/task/task/")).toBeGreaterThan(0);
  expect(upstream.count("/task/other/")).toBe(0);
});

test("where a run could not be taken up, a revocation still lets go of the key, and it is tried again", async () => {
  await store.shares.revoke(owner, link.id, clock.now());
  await clock.advance(1_100);
  const watch = vi.spyOn(recorder, "watch").mockImplementation(() => {
    throw new AppError("store_unavailable");
  });
  link = await share(DAY_MS);
  expect(recorder.keyring.has(owner)).toBe(true);
  await store.shares.revoke(owner, link.id, clock.now());
  await clock.advance(1_100);
  expect(recorder.keyring.has(owner)).toBe(false);
  link = await share(DAY_MS);
  watch.mockRestore();
  upstream.calls.length = 0;
  await clock.advance(20_000);
  expect(upstream.count("/run/status")).toBeGreaterThan(0);
});

test("a key that was refused while the store failed is tried again, and its links rest then", async () => {
  await clock.advance(5_000);
  const pause = vi.spyOn(store.shares, "pauseOfOwner").mockRejectedValueOnce(new Error("locked"));
  const invalid = { success: false, error: "Invalid API key" };
  const refuse = () => ({
    status: 200,
    body: JSON.stringify(invalid),
    retryAfter: null,
    date: null,
  });
  upstream.faults.set("/", refuse);
  await clock.advance(40_000);
  expect(pause.mock.calls.length).toBeGreaterThan(1);
  expect(await open()).toBe("share_paused");
  expect(recorder.keyring.has(owner)).toBe(false);
});
