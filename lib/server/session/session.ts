import "server-only";
import { randomBytes } from "node:crypto";
import { env, type Upstream } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import { type Runtime, runtime } from "@/lib/server/runtime";
import { ownerId } from "@/lib/server/secrets";
import type { Caller } from "@/lib/server/session/caller";
import { ABSOLUTE_MS, hashOf, seal, unseal } from "@/lib/server/session/seal";
import { upstreamClient } from "@/lib/server/upstream/client";

/** A session ends when nobody did anything for this long; polls are not doing anything. */
const IDLE_MS = 8 * 3_600_000;
const TOUCH_EVERY_MS = 60_000;
/** A client that sends its key with each request is taken to be there this much longer. */
const API_KEY_LASTS_MS = 15 * 60_000;

/** @throws AppError `bad_request` for a name that is not configured */
function upstreamNamed(name: string | undefined): Upstream {
  const { upstreams } = env();
  const found = name === undefined ? upstreams[0] : upstreams.find((known) => known.name === name);
  if (!found) throw new AppError("bad_request", { message: "There is no server of that name." });
  return found;
}

/** Asks the server whether it takes the key. @throws AppError `key_rejected`, `upstream_…` */
async function checkKey(runtime: Runtime, upstream: Upstream, apiKey: string): Promise<void> {
  await upstreamClient(runtime.transport, runtime.clock, upstream, apiKey).check();
}

/**
 * Signs in with a key that its server accepts.
 * @returns the caller, and the value of the cookie that makes them known again
 */
export async function signIn(runtime: Runtime, apiKey: string, upstreamName: string | undefined) {
  const { clock, secrets, store, recorder } = runtime;
  const upstream = upstreamNamed(upstreamName);
  await checkKey(runtime, upstream, apiKey);
  const now = clock.now();
  const sid = randomBytes(24).toString("base64url");
  const owner = ownerId(secrets.ownerSecret, upstream.url, apiKey);
  const sealed = { typ: "session", sid, key: apiKey, upstream: upstream.name, iat: now } as const;
  const cookie = await seal(sealed, secrets.sessionPasswords);
  await store.sessions.deleteCreatedBefore(now - 2 * ABSOLUTE_MS);
  await store.sessions.insert({
    sid,
    owner,
    cookie_hash: hashOf(cookie),
    created_at: now,
    last_active_at: now,
    ended_at: null,
  });
  recorder.keyring.hold(owner, { upstream, apiKey }, sid, now + IDLE_MS);
  return { caller: { owner, apiKey, upstream, sid } satisfies Caller, cookie };
}

/**
 * Who a cookie stands for; null when it stands for nobody any more.
 * @param isActivity whether a person did something, as opposed to a page polling
 */
export async function readSession(
  runtime: Runtime,
  cookie: string | undefined,
  isActivity: boolean,
): Promise<Caller | null> {
  const { clock, secrets, store, recorder } = runtime;
  const sealed = cookie ? await unseal(cookie, secrets.sessionPasswords) : null;
  const upstream = env().upstreams.find((known) => known.name === sealed?.upstream);
  if (!cookie || !sealed || !upstream) return null;
  const row = await store.sessions.find(sealed.sid);
  const owner = ownerId(secrets.ownerSecret, upstream.url, sealed.key);
  if (!row || row.ended_at !== null || row.owner !== owner) return null;
  if (row.cookie_hash !== hashOf(cookie)) return null;

  const now = clock.now();
  const until = Math.min(row.created_at + ABSOLUTE_MS, row.last_active_at + IDLE_MS);
  if (until <= now) {
    // For good: it would be alive again were the clock set back.
    await store.sessions
      .end(sealed.sid, now)
      .catch((thrown: unknown) => void logFailure("a session that is over stays", thrown));
    return null;
  }
  if (isActivity && now - row.last_active_at > TOUCH_EVERY_MS) {
    await store.sessions.touch(sealed.sid, now);
  }
  recorder.keyring.hold(owner, { upstream, apiKey: sealed.key }, sealed.sid, until);
  return { owner, apiKey: sealed.key, upstream, sid: sealed.sid };
}

/** Ends a session for good: copies of its cookie are dead too. */
export async function signOut(runtime: Runtime, caller: Caller): Promise<void> {
  if (caller.sid === null) return;
  await runtime.store.sessions.end(caller.sid, runtime.clock.now());
  runtime.recorder.keyring.release(caller.owner, caller.sid);
}

/** The caller a key would make, whether or not its server accepts it. */
export function callerOf(
  runtime: Runtime,
  apiKey: string,
  upstreamName: string | undefined,
): Caller {
  const upstream = upstreamNamed(upstreamName);
  const owner = ownerId(runtime.secrets.ownerSecret, upstream.url, apiKey);
  return { owner, apiKey, upstream, sid: null };
}

type Attempt = (check: () => Promise<void>) => Promise<void>;

/**
 * Holds a key that came with a request, once its server was seen to accept it. Requests that come
 * together wait for one check.
 * @param attempt runs the check, or refuses to
 */
export async function holdKey(runtime: Runtime, caller: Caller, attempt: Attempt): Promise<void> {
  const { apiKey, owner, upstream } = caller;
  const { keyring } = runtime.recorder;
  if (keyring.get(owner) === null) {
    await keyring.checkOnce(owner, () => attempt(() => checkKey(runtime, upstream, apiKey)));
  }
  const until = runtime.clock.now() + API_KEY_LASTS_MS;
  keyring.hold(owner, { upstream, apiKey }, "x-api-key", until);
}

/** In mid-session, a key that its server no longer accepts ends the session everywhere. */
export async function endIfRejected(caller: Caller, error: AppError): Promise<void> {
  if (error.code !== "key_rejected") return;
  try {
    await (await runtime()).recorder.forgetKey(caller.owner);
  } catch (thrown) {
    logFailure("a session could not be ended", thrown);
  }
}
