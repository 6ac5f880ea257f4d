import { randomUUID } from "node:crypto";
import { assert, asyncProperty, pre } from "fast-check";
import { sealData } from "iron-session";
import { afterAll, beforeAll, expect, test } from "vitest";
import { figure } from "@/e2e/support/figures";
import { type Mutation, mutated, mutations } from "@/e2e/support/hardening/cookies";
import { SEED, scaled } from "@/e2e/support/scale";
import { PASSWORDS, type SessionWorld, sessionWorld } from "@/e2e/support/session-world";
import type { Runtime } from "@/lib/server/runtime";
import { hashOf, seal, unseal } from "@/lib/server/session/seal";
import { readSession, signIn, signOut } from "@/lib/server/session/session";

const TRIED = scaled(5_000, 10_000);
const HOUR_MS = 3_600_000;
const KEY = "a-key-of-some-kind";
let world: SessionWorld;
let runtime: Runtime;

beforeAll(async () => {
  world = await sessionWorld();
  ({ runtime } = world);
});

afterAll(() => world.end());

type SignedIn = Awaited<ReturnType<typeof signIn>>;

const held = ({ caller }: SignedIn) => ({
  typ: "session" as const,
  sid: caller.sid ?? "",
  key: caller.apiKey,
  upstream: caller.upstream.name,
  iat: runtime.clock.now(),
});

/** A session that began so long ago, whose cookie was sealed with these passwords. */
async function stored(hoursAgo: number, passwords: Record<string, string>): Promise<string> {
  const like = await signIn(runtime, KEY, undefined);
  const sid = randomUUID();
  const cookie = await seal({ ...held(like), sid }, passwords);
  const now = runtime.clock.now();
  await runtime.store.sessions.insert({
    sid,
    owner: like.caller.owner,
    cookie_hash: hashOf(cookie),
    created_at: now - hoursAgo * HOUR_MS,
    last_active_at: now,
    ended_at: null,
  });
  return cookie;
}

/** Whole cookies that are nobody's, each for a reason of its own. */
async function nobodys(first: SignedIn, second: SignedIn): Promise<string[]> {
  const ended = await signIn(runtime, KEY, undefined);
  await signOut(runtime, ended.caller);
  const sealed = (data: object, password: Record<string, string> | string = PASSWORDS) =>
    sealData(data, { password, ttl: 3_600 });
  return [
    ended.cookie,
    await stored(25, PASSWORDS),
    await stored(0, { "2": "a-retired-secret-of-more-than-32-characters" }),
    await stored(0, { "1": "a-foreign-secret-of-more-than-32-characters" }),
    // Sealed by us, word for word the same: only the one that was given out will do.
    await seal(held(first), PASSWORDS),
    await seal({ ...held(first), sid: held(second).sid }, PASSWORDS),
    await seal({ ...held(first), sid: "a-session-nobody-ever-had" }, PASSWORDS),
    await seal({ ...held(first), key: "another-key-of-some-kind" }, PASSWORDS),
    await seal({ ...held(first), upstream: "__proto__" }, PASSWORDS),
    await sealed({ ...held(first), typ: "share" }),
    await sealed({ ...held(first), admin: true }),
    await sealed({ ...held(first), sid: [held(first).sid] }),
    await sealed({ sid: held(first).sid }),
    await sealed({}),
    await sealed(held(first), PASSWORDS["1"]),
  ];
}

test(`of ${TRIED} cookies nobody was given none is accepted, and none throws`, async () => {
  const first = await signIn(runtime, KEY, undefined);
  const second = await signIn(runtime, `another-${KEY}`, undefined);
  const givenOut = [first.cookie, second.cookie, await stored(0, PASSWORDS)];
  const acceptEach = async () => {
    for (const cookie of givenOut) {
      expect(await readSession(runtime, cookie, false)).not.toBeNull();
    }
  };
  await acceptEach();
  const whole = await nobodys(first, second);
  for (const [index, cookie] of whole.entries()) {
    expect(await readSession(runtime, cookie, true), `the one at ${index}`).toBeNull();
  }
  const from = { cookies: [first.cookie, second.cookie] as const, whole };

  const kinds = new Map<Mutation["kind"], number>();
  let opened = 0;
  await assert(
    asyncProperty(mutations(whole.length), async (mutation) => {
      const cookie = mutated(mutation, from);
      pre(!givenOut.includes(cookie));
      kinds.set(mutation.kind, (kinds.get(mutation.kind) ?? 0) + 1);
      expect(await readSession(runtime, cookie, true)).toBeNull();
      const mayOpen = mutation.kind === "other" || mutation.kind === "last bits";
      if (mayOpen && (await unseal(cookie, PASSWORDS)) !== null) opened += 1;
    }),
    { numRuns: TRIED, seed: SEED },
  );
  await acceptEach();
  expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(TRIED);
  // Some of them are sealed with our own password: what refuses those is the row in the store.
  expect(opened).toBeGreaterThan(TRIED / 100);
  figure(
    "cookies",
    `${TRIED} mutated cookies of ${kinds.size} kinds (${opened} of them sealed by us): 0 accepted, 0 thrown`,
  );
}, 180_000);
