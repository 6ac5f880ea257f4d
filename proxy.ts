import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env, isLoopback } from "@/lib/server/env";
import { AppError, errorBody } from "@/lib/server/errors";
import { documentedFailure } from "@/lib/server/http/documented-failure";
import { REFUSE_HEADER } from "@/lib/server/http/refusal";
import {
  contentSecurityPolicy,
  DATA_POLICY,
  isSharedPicture,
} from "@/lib/server/http/security-headers";
import { countError } from "@/lib/server/metrics";

/** Asked under whatever name the machine that watches over us knows us by. */
const ANY_HOST = new Set(["/api/healthz", "/api/readyz", "/metrics"]);

/** Next serves it as a page of its own, for anybody to keep, under a 500. */
const BUILT_ERROR_PAGE = "/_global-error";

/** All that a page or a file is asked for with: changes go through the API. */
const READS = new Set(["GET", "HEAD"]);

function hostOf(request: NextRequest): URL | null {
  const text = `${new URL(env().publicOrigin).protocol}//${request.headers.get("host") ?? ""}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** Whether a request is for us, and whether it should rather use our proper name. */
function hostCheck(request: NextRequest): "ours" | "other-spelling" | "wrong" {
  const ours = new URL(env().publicOrigin);
  const host = hostOf(request);
  if (host?.origin === ours.origin) return "ours";
  const isSpelling = env().local && host && isLoopback(host) && host.port === ours.port;
  return isSpelling ? "other-spelling" : "wrong";
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuse(code: "bad_request" | "wrong_host" | "not_found", pathname = "/"): NextResponse {
  const error = new AppError(code);
  countError(error.code);
  const { status, body } = pathname.startsWith("/api/v1/")
    ? documentedFailure(error)
    : { status: error.status, body: errorBody(error, randomUUID()) };
  return NextResponse.json(body, {
    status,
    headers: { "cache-control": "private, no-store" },
  });
}

const refuseMethod = (): NextResponse =>
  new NextResponse(null, {
    status: 405,
    headers: { allow: "GET, HEAD", "cache-control": "no-store" },
  });

/** Headers that only we may set: a client that sends them could pass for us. */
const isForged = (name: string): boolean =>
  name === "content-security-policy" || name === "x-nonce" || name.startsWith("x-middleware-");

function withoutForgeries(headers: Headers): Headers {
  const clean = new Headers(headers);
  for (const name of headers.keys()) if (isForged(name)) clean.delete(name);
  return clean;
}

/** A page asks once, its data every second: an answer that is no page needs no nonce. */
function passData(request: NextRequest): NextResponse {
  const isClean = ![...request.headers.keys()].some(isForged);
  const response = isClean
    ? NextResponse.next()
    : NextResponse.next({ request: { headers: withoutForgeries(request.headers) } });
  response.headers.set("content-security-policy", DATA_POLICY);
  return response;
}

/** Also where Next answers by itself, without any header of ours: methods that a route has not. */
function keptByNobody(response: NextResponse): NextResponse {
  response.headers.set("cache-control", "private, no-store");
  return response;
}

/**
 * Runs before everything: a nonce and a policy for each page. It lets nobody in; every page and
 * handler does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = new URL(request.url);
  const refusal = request.headers.get(REFUSE_HEADER);
  if (refusal === "method") return refuseMethod();
  if (refusal !== null || !isDecodable(pathname)) return refuse("bad_request", pathname);
  const host = ANY_HOST.has(pathname) ? "ours" : hostCheck(request);
  if (host === "wrong") return refuse("wrong_host", pathname);
  if (pathname === BUILT_ERROR_PAGE) return refuse("not_found");
  const isData = pathname.startsWith("/api/") || pathname === "/metrics";
  const isPage = !isData && !pathname.startsWith("/_next/");
  if (host === "other-spelling" && isPage && request.method === "GET") {
    return NextResponse.rewrite(new URL(`/api/canonical${pathname}${search}`, request.url));
  }
  if (isData) return keptByNobody(passData(request));
  if (!READS.has(request.method)) return refuseMethod();
  if (isSharedPicture(pathname)) return passData(request);
  const headers = withoutForgeries(request.headers);
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(env(), nonce, process.env.NODE_ENV === "development");
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
