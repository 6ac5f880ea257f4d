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
/** An older answer is read on from before it is shown: the link may be shut meanwhile. */
const MOST_AGE_MS = 1_000;

/**
 * What the page runs as it arrives; text, for a script of its own. It asks as `fetchJson` would.
 * @param path of the link in our API
 */
export const askAheadScript = (path: string): string =>
  `try{let p=${JSON.stringify(path)},s=${LINK_FRAGMENT}.exec(location.hash)[1];` +
  `askedAhead={path:p,secret:s,answer:fetch(p,{headers:{accept:"application/json",authorization:"Share "+s},` +
  `credentials:"omit",cache:"no-store",redirect:"error",signal:AbortSignal.timeout(${TIME_LIMIT_MS})})` +
  `.then(r=>({response:r,receivedAtMs:Date.now()}))};askedAhead.answer.catch(()=>{})}catch{}`;

/** An opening of the link that was answered: to ask as if for the first time would be another. */
type Opened<T> = { view: T; etag: string | null; isOld: boolean };

/**
 * The answer to that, given once.
 * @returns null where nothing was asked with this secret, or nothing came of it
 * @throws ApiError what the server said instead
 */
export async function takeAhead<T>(path: string, secret: string): Promise<Opened<T> | null> {
  const ahead = globalThis.askedAhead;
  globalThis.askedAhead = undefined;
  if (ahead?.path !== path || ahead.secret !== secret) return null;
  const got = await ahead.answer.catch(() => null);
  const text = await got?.response.text().catch(() => null);
  if (!got || text === undefined || text === null) return null;
  learnServerTime(got.response.headers.get("x-now"), got.receivedAtMs);
  const { data, headers } = answerOf<T>(got.response, text);
  if (data === null) return null;
  const isOld = Date.now() - got.receivedAtMs > MOST_AGE_MS;
  return { view: data, etag: headers.get("etag"), isOld };
}
