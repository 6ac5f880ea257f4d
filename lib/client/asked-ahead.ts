/**
 * What the page of a link asks before its own code is there. The answer depends on the fragment, so
 * the server cannot bring it with the page; on a slow net one wait after the other would be seen.
 */
import { answerOf } from "./fetch-json.ts";
import { learnServerTime } from "./server-clock.ts";

/** The fragment of a link: 256 bits, base64url. */
export const LINK_FRAGMENT = /^#([\w-]{43})$/;

type Ahead = {
  path: string;
  secret: string;
  answer: Promise<{ response: Response; receivedAtMs: number }>;
};

declare global {
  var askedAhead: Ahead | undefined;
}

const TIME_LIMIT_MS = 15_000;
/** A link may be shut meanwhile, and what was kept is not what is. */
const MOST_AGE_MS = 5_000;

/**
 * What the page runs as it arrives; text, for a script of its own. It asks as `fetchJson` would.
 * @param path of the link in our API
 */
export const askAheadScript = (path: string): string =>
  `try{let p=${JSON.stringify(path)},s=${LINK_FRAGMENT}.exec(location.hash)[1];` +
  `askedAhead={path:p,secret:s,answer:fetch(p,{headers:{accept:"application/json",authorization:"Share "+s},` +
  `credentials:"omit",cache:"no-store",redirect:"error",signal:AbortSignal.timeout(${TIME_LIMIT_MS})})` +
  `.then(r=>({response:r,receivedAtMs:Date.now()}))};askedAhead.answer.catch(()=>{})}catch{}`;

/**
 * The answer to that, given once.
 * @returns null where nothing was asked with this secret, or where asking again is better
 * @throws ApiError what the server said instead
 */
export async function takeAhead<T>(path: string, secret: string): Promise<T | null> {
  const ahead = globalThis.askedAhead;
  globalThis.askedAhead = undefined;
  if (ahead?.path !== path || ahead.secret !== secret) return null;
  const got = await ahead.answer.catch(() => null);
  if (!got || Date.now() - got.receivedAtMs > MOST_AGE_MS) return null;
  const text = await got.response.text().catch(() => null);
  if (text === null) return null;
  learnServerTime(got.response.headers.get("x-now"), got.receivedAtMs);
  return answerOf<T>(got.response, text).data;
}
