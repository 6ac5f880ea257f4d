import { afterEach, beforeEach, expect, test } from "vitest";
import type { FakeClock } from "@/e2e/support/fake-clock";
import { type SessionWorld, sessionWorld } from "@/e2e/support/session-world";
import type { Runtime } from "@/lib/server/runtime";
import { draftOwnerOf } from "@/lib/server/session/caller";
import { readSession, signIn, signOut } from "@/lib/server/session/session";

const HOUR_MS = 3_600_000;
const KEY = "a-key-of-some-kind";
let world: SessionWorld;
let clock: FakeClock;
let runtime: Runtime;

beforeEach(async () => {
  world = await sessionWorld();
  ({ clock, runtime } = world);
});

afterEach(() => world.end());

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
