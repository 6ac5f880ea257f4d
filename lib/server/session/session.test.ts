import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeClock } from "@/e2e/support/fake-clock";
import { Recorder } from "@/lib/server/recorder/recorder";
import type { Runtime } from "@/lib/server/runtime";
import { draftOwnerOf } from "@/lib/server/session/caller";
import { readSession, signIn, signOut } from "@/lib/server/session/session";
import { keySeal } from "@/lib/server/shares/key-seal";
import { ShareKeys } from "@/lib/server/shares/share-keys";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore } from "@/lib/server/store/store";
import type { Transport } from "@/lib/server/upstream/transport";

const HOUR_MS = 3_600_000;
const KEY = "a-key-of-some-kind";
const transport: Transport = async () => ({
  status: 200,
  body: '{"success":true,"data":"ok"}',
  retryAfter: null,
  date: null,
});

let directory: string;
let clock: FakeClock;
let runtime: Runtime;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-session-"));
  clock = new FakeClock(Date.now());
  const store = await openStore(sqliteDialect(directory));
  const secrets = {
    sessionPasswords: { "1": "a-secret-of-more-than-thirty-two-characters" },
    ownerSecret: "another-secret-of-more-than-32-characters",
  };
  const recorder = new Recorder(store, clock, transport);
  const shareKeys = new ShareKeys({
    store,
    clock,
    recorder,
    seal: keySeal(secrets.sessionPasswords),
    ownerSecret: secrets.ownerSecret,
    upstreams: [],
  });
  runtime = { secrets, store, transport, recorder, shareKeys, clock };
});

afterEach(async () => {
  await runtime.store.close();
  rmSync(directory, { recursive: true, force: true });
});

test("the cookie of a sign-in makes its caller known again", async () => {
  const { caller, cookie } = await signIn(runtime, KEY, undefined);
  expect(await readSession(runtime, cookie, false)).toEqual(caller);
});

test("after sign-out a copy of the cookie is dead, and the key no longer held", async () => {
  const { caller, cookie } = await signIn(runtime, KEY, undefined);
  await signOut(runtime, caller);
  expect(await readSession(runtime, cookie, false)).toBeNull();
  expect(runtime.recorder.keyring.get(caller.owner)).toBeNull();
});

test("a session ends after eight idle hours, polls or no polls", async () => {
  const { cookie } = await signIn(runtime, KEY, undefined);
  clock.standStill(7 * HOUR_MS);
  expect(await readSession(runtime, cookie, false)).not.toBeNull();
  clock.standStill(1.1 * HOUR_MS);
  expect(await readSession(runtime, cookie, false)).toBeNull();
});

test("whoever does something stays signed in, for a day at most", async () => {
  const { cookie } = await signIn(runtime, KEY, undefined);
  for (let hours = 0; hours < 21; hours += 7) {
    clock.standStill(7 * HOUR_MS);
    expect(await readSession(runtime, cookie, true)).not.toBeNull();
  }
  clock.standStill(4 * HOUR_MS);
  expect(await readSession(runtime, cookie, true)).toBeNull();
});

test("a server that is not configured is refused by name", async () => {
  await expect(signIn(runtime, KEY, "elsewhere")).rejects.toMatchObject({ code: "bad_request" });
});

test("drafts are told apart by the key, not by its end, and found again after a sign-in", async () => {
  const of = async (key: string) => (await signIn(runtime, key, undefined)).caller;
  const first = await of(KEY);
  expect(draftOwnerOf(await of(KEY))).toBe(draftOwnerOf(first));
  expect(draftOwnerOf(await of(`another-${KEY}`))).not.toBe(draftOwnerOf(first));
  expect(first.owner).not.toContain(draftOwnerOf(first));
});
