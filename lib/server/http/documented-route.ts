import "server-only";
import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import type { z } from "zod";
import type { DocumentedCall } from "@/lib/contract/documented";
import { AppError } from "@/lib/server/errors";
import { documentedFailure } from "@/lib/server/http/documented-failure";
import { apiHeaders } from "@/lib/server/http/headers";
import { apiKeyRoute, publicRoute } from "@/lib/server/http/route";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Answering = (
  request: NextRequest,
  context: { params: Promise<object> },
) => NextResponse | Promise<NextResponse>;
type Handlers = Record<Method, Answering>;

/** What is not in the document: a client is told so in the form it reads. */
function nothing(): NextResponse {
  const { status, body } = documentedFailure(new AppError("not_found"));
  return NextResponse.json(body, { status, headers: apiHeaders(Date.now(), randomUUID()) });
}

/** The handlers of a path where nothing is. */
export const NOTHING: Handlers = {
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
};

type Call<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Pick<
  DocumentedCall,
  "method" | "path"
> & { query?: Q; body?: B; answer: A };

const specOf = <Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  { path, query, body, answer }: Call<Q, B, A>,
  deadlineMs: number | undefined,
) => ({
  name: `/api/v1${path}`,
  answer,
  failure: documentedFailure,
  ...(path.endsWith("/run/status") && { isLook: true, isPolled: true }),
  ...(query && { query }),
  ...(body && { body }),
  ...(deadlineMs !== undefined && { deadlineMs }),
});

/** What a handler tells beside `success`. */
type Told<A extends z.ZodType> = Promise<Omit<z.input<A>, "success">>;
type KeyInput<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Parameters<
  Parameters<typeof apiKeyRoute<Q, B, A>>[1]
>[0];
type OpenInput<A extends z.ZodType> = Parameters<
  Parameters<typeof publicRoute<z.ZodType, z.ZodType, A>>[1]
>[0];

const answering =
  <I, A extends z.ZodType>(handle: (input: I) => Told<A>) =>
  async (input: I) => ({ answer: { success: true, ...(await handle(input)) } as z.input<A> });

/**
 * The handlers of a documented call's path: by key or session, failures as documented.
 * @param deadlineMs how long it may take, where that is more than usual
 */
export const documentedRoute = <Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  call: Call<Q, B, A>,
  handle: (input: KeyInput<Q, B, A>) => Told<A>,
  deadlineMs?: number,
): Handlers => ({
  ...NOTHING,
  [call.method]: apiKeyRoute(specOf(call, deadlineMs), answering<KeyInput<Q, B, A>, A>(handle)),
});

/** The same for a call that needs no key. */
export const openDocumentedRoute = <A extends z.ZodType>(
  call: Call<z.ZodType, z.ZodType, A>,
  handle: (input: OpenInput<A>) => Told<A>,
): Handlers => ({
  ...NOTHING,
  [call.method]: publicRoute(specOf(call, undefined), answering<OpenInput<A>, A>(handle)),
});
