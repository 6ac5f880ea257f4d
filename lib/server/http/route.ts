import "server-only";
import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import type { z } from "zod";
import { apiKeySchema, type Freshness, idSchema } from "@/lib/contract/api";
import { env } from "@/lib/server/env";
import { AppError, errorBody, toAppError } from "@/lib/server/errors";
import { parse, readBody, refuseBody } from "@/lib/server/http/body";
import { clientAddress } from "@/lib/server/http/client-address";
import { withinDeadline } from "@/lib/server/deadline";
import { answerDirectly } from "@/lib/server/http/direct";
import { matchesEtag, weakEtag } from "@/lib/server/http/etag";
import { apiHeaders, freshnessHeaders } from "@/lib/server/http/headers";
import { countWrongKey, limitWrites, limitWritesByKey } from "@/lib/server/http/limits";
import { refuseForeignWrites } from "@/lib/server/http/origin";
import { countLook, measuredRoute } from "@/lib/server/http/measured-route";
import { once } from "@/lib/server/http/once";
import { causeText, log } from "@/lib/server/log";
import { countError } from "@/lib/server/metrics";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import { cookieName, signedOutCookie } from "@/lib/server/session/cookie";
import { callerOf, endIfRejected, holdKey, readSession } from "@/lib/server/session/session";

type Context = { params: Promise<object> };

/** What a handler is given, all of it checked. */
type Input<C, Q, B> = {
  request: NextRequest;
  runtime: Runtime;
  /** A part of the path, checked to be an id, or by the schema that is given. */
  id(name: string, schema?: z.ZodType<string>): string;
  caller: C;
  query: Q;
  body: B;
};

type Cookie = Parameters<NextResponse["cookies"]["set"]>[0];
/** A file to keep, in place of a JSON answer. */
export type Download = { name: string; type: string; text: string };
type Output<A> = { answer: A; cookie?: Cookie } | { download: Download };

type Spec<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  /** The route's template: what the log calls it. */
  name: string;
  query?: Q;
  body?: B;
  /** The answer's schema: what it does not name does not leave. */
  answer: A;
  /** How long it may take, in ms, where that is more than usual. */
  deadlineMs?: number;
  /** Whoever asks is counted among those who look at a run. */
  isLook?: boolean;
  /** It is asked again and again: answered without Next, where that makes no difference. */
  isPolled?: boolean;
  /** How a failure is told; our own shape unless a contract says otherwise. */
  failure?: (error: AppError, requestId: string) => { status: number; body: unknown };
};

type Handler<C, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = (
  input: Input<C, z.output<Q>, z.output<B>>,
) => Promise<Output<z.input<A>>>;

type Identify<C extends Caller | null> = (request: NextRequest, running: Runtime) => Promise<C>;

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whoever is signed in. @throws AppError `signed_out` */
const bySession: Identify<Caller> = async (request, running) => {
  refuseForeignWrites(request);
  const isWrite = WRITES.has(request.method);
  const cookie = request.cookies.get(cookieName(env()))?.value;
  const caller = await readSession(running, cookie, isWrite);
  if (!caller) throw new AppError("signed_out");
  if (isWrite && caller.sid) await limitWrites(caller.sid);
  return caller;
};

/** Whoever's key the request carries; without one, whoever is signed in. */
const byKeyOrSession: Identify<Caller> = async (request, running) => {
  const apiKey = request.headers.get("x-api-key");
  if (apiKey === null) return bySession(request, running);
  const upstream = request.headers.get("x-runboard-upstream") ?? undefined;
  const caller = callerOf(running, apiKey, upstream);
  const isKey = apiKeySchema.safeParse(apiKey).success;
  await holdKey(running, caller, (check) =>
    countWrongKey(clientAddress(request), async () => {
      if (!isKey) throw new AppError("key_rejected");
      await check();
    }),
  );
  if (WRITES.has(request.method)) await limitWritesByKey(caller.owner);
  return caller;
};

const byNobody: Identify<null> = async (request) => {
  refuseForeignWrites(request);
  return null;
};

const hasFreshness = (answer: unknown): answer is { freshness: Freshness } =>
  typeof answer === "object" && answer !== null && "freshness" in answer;

function respond(
  request: NextRequest,
  answer: unknown,
  headers: Record<string, string>,
): NextResponse {
  if (request.method !== "GET" || !hasFreshness(answer))
    return NextResponse.json(answer, { headers });
  const etag = weakEtag(answer);
  const all = { ...headers, ...freshnessHeaders(answer.freshness), etag };
  return matchesEtag(request.headers.get("if-none-match"), etag)
    ? new NextResponse(null, { status: 304, headers: all })
    : NextResponse.json(answer, { headers: all });
}

/** Named in ASCII alone: what a name may hold beyond that, every browser reads otherwise. */
function download({ name, type, text }: Download, headers: Record<string, string>): NextResponse {
  const file = name.replace(/[^A-Za-z0-9._-]+/g, "-");
  const disposition = `attachment; filename="${file}"`;
  return new NextResponse(text, {
    headers: { ...headers, "content-type": type, "content-disposition": disposition },
  });
}

function refuse(
  error: AppError,
  { name, failure }: Spec<z.ZodType, z.ZodType, z.ZodType>,
  request: NextRequest,
  requestId: string,
) {
  const told = failure?.(error, requestId) ?? {
    status: error.status,
    body: errorBody(error, requestId),
  };
  countError(error.code);
  log(error.status >= 500 ? "error" : "info", "a request was refused", {
    code: error.code,
    route: name,
    method: request.method,
    status: told.status,
    requestId,
    ...(error.cause === undefined ? {} : { reason: causeText(error.cause) }),
  });
  const response = NextResponse.json(told.body, {
    status: told.status,
    headers: apiHeaders(Date.now(), requestId),
  });
  if (error.retryAfterMs !== null) {
    response.headers.set("retry-after", String(Math.ceil(error.retryAfterMs / 1000)));
  }
  const isSpent = error.code === "signed_out" && request.cookies.has(cookieName(env()));
  if (isSpent) response.cookies.set(signedOutCookie(env()));
  return response;
}

function routeFor<C extends Caller | null>(identify: Identify<C>) {
  return <Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    spec: Spec<Q, B, A>,
    handle: Handler<C, Q, B, A>,
  ) => {
    const answerOf = once((told: object) => spec.answer.parse(told));
    const answering = measuredRoute(spec.name, async (request: NextRequest, context: Context) => {
      const requestId = randomUUID();
      let caller: C | undefined;
      const work = async () => {
        const running = await runtime();
        const who = await identify(request, running);
        caller = who;
        const params = (await context.params) as Record<string, unknown>;
        const query = spec.query
          ? parse(spec.query, Object.fromEntries(request.nextUrl.searchParams))
          : undefined;
        const body = spec.body ? await readBody(request, spec.body) : await refuseBody(request);
        const id = (name: string, schema: z.ZodType<string> = idSchema) =>
          parse(schema, params[name]);
        const input = { request, runtime: running, id, caller: who, query, body };
        return handle(input as Input<C, z.output<Q>, z.output<B>>);
      };
      try {
        const output = await withinDeadline(work(), spec.deadlineMs);
        const headers = apiHeaders(Date.now(), requestId);
        if ("download" in output) return download(output.download, headers);
        const answer = answerOf(output.answer as object);
        if (spec.isLook) countLook(request, caller ?? null);
        const response = respond(request, answer, headers);
        if (output.cookie) response.cookies.set(output.cookie as never);
        return response;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (caller) await endIfRejected(caller, error);
        return refuse(error, spec, request, requestId);
      }
    });
    if (spec.isPolled) answerDirectly(spec.name, answering);
    return answering;
  };
}

/**
 * The wrappers that own a route: who asks, what they may send, what may leave, how failures look.
 * A route file names its schemas and calls one function of `lib/server`.
 */
export const sessionRoute = routeFor(bySession);
export const apiKeyRoute = routeFor(byKeyOrSession);
export const publicRoute = routeFor(byNobody);
