import "server-only";
import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { SessionView } from "@/lib/contract/api";
import type { ErrorBody } from "@/lib/contract/errors";
import { env } from "@/lib/server/env";
import { errorBody, toAppError } from "@/lib/server/errors";
import { withinDeadline } from "@/lib/server/deadline";
import { causeText, log } from "@/lib/server/log";
import { countError } from "@/lib/server/metrics";
import { runtime } from "@/lib/server/runtime";
import { type Caller, draftOwnerOf, sessionView } from "@/lib/server/session/caller";
import { cookieName } from "@/lib/server/session/cookie";
import { endIfRejected, readSession } from "@/lib/server/session/session";

async function currentCaller(): Promise<Caller | null> {
  const cookie = (await cookies()).get(cookieName(env()))?.value;
  return readSession(await runtime(), cookie, true);
}

const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`;

/** Whoever asks sees a page within this time, filled or not, in ms. */
const FILLED_WITHIN_MS = 1_000;

type Loaded<T> = {
  /** Whose drafts are kept in the browser. */
  draftOwner: string;
  /** Null, too, when it was not there in time: then the page reads it itself. */
  data: T | null;
  error: ErrorBody["error"] | null;
};

/** @returns what is there in time, else null; what comes later is left to whoever asks again */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    giveUp = setTimeout(resolve, FILLED_WITHIN_MS, null);
  });
  // What it fails with later, the page meets when it reads: nobody is left to be told here.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(giveUp);
  }
}

/**
 * What a page shows first, for whoever is signed in; others are sent to sign in, and back to
 * `next` after it. What does not exist is a 404; other failures come back as `error`. What takes
 * longer than a moment is neither: the page is shown without, and reads it itself.
 * @param isNeeded for a page that cannot do that: it waits
 */
export async function loadPage<T>(
  next: string,
  load: (caller: Caller) => Promise<T>,
  { isNeeded = false } = {},
): Promise<Loaded<T>> {
  const caller = await currentCaller();
  if (!caller) redirect(signInPath(next));
  const draftOwner = draftOwnerOf(caller);
  const work = withinDeadline(load(caller));
  try {
    return { draftOwner, data: await (isNeeded ? work : inTime(work)), error: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    await endIfRejected(caller, error);
    if (error.code === "signed_out" || error.code === "key_rejected") redirect(signInPath(next));
    if (error.code === "not_found" || error.code === "bad_request") notFound();
    countError(error.code);
    const requestId = randomUUID();
    log("error", "a page could not be filled", {
      code: error.code,
      requestId,
      reason: causeText(error.cause),
    });
    return { draftOwner, data: null, error: errorBody(error, requestId).error };
  }
}

/** Tasks to try, for whoever is signed in with the demo's key; none for others. */
export async function demoSuggestions(): Promise<string[]> {
  const texts = env().demoSuggestions;
  // Outside a demo there is no need to know who it is.
  if (texts.length === 0) return texts;
  return (await currentCaller())?.apiKey === env().demoKey ? texts : [];
}

/** Who is signed in, for pages that are there for others too. */
export async function currentSession(): Promise<SessionView | null> {
  const caller = await currentCaller();
  return caller && sessionView(caller);
}

/** The servers one can sign in to, by name, and the demo's key and words where there is a demo. */
export const signInOptions = () => ({
  upstreams: env().upstreams.map((upstream) => upstream.name),
  demoKey: env().demoKey,
  demoNotice: env().demoNotice,
});

/** How long a step may go on before the page calls it quiet, in ms. */
export const quietAfterMs = (): number => env().quietAfterMs;
