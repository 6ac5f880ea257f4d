import { randomBytes, randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env, isLoopback } from "@/lib/server/env";
import { AppError, errorBody } from "@/lib/server/errors";
import { contentSecurityPolicy, securityHeaders } from "@/lib/server/http/security-headers";

/** Asked under whatever name the machine that watches over us knows us by. */
const ANY_HOST = new Set(["/api/healthz", "/api/readyz"]);

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

function refuse(code: "bad_request" | "wrong_host"): NextResponse {
  const error = new AppError(code);
  return NextResponse.json(errorBody(error, randomUUID()), {
    status: error.status,
    headers: { ...securityHeaders(env()), "cache-control": "private, no-store" },
  });
}

/** Headers that only we may set: a client that sends them could pass for us. */
function withoutForgeries(headers: Headers): Headers {
  const clean = new Headers(headers);
  for (const name of headers.keys()) {
    const isOurs = name === "content-security-policy" || name === "x-nonce";
    if (isOurs || name.startsWith("x-middleware-")) clean.delete(name);
  }
  return clean;
}

/**
 * Runs before everything: a nonce and a policy for each page, the same headers for all. It lets
 * nobody in; every page and handler does that itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = new URL(request.url);
  if (!isDecodable(pathname)) return refuse("bad_request");
  const host = ANY_HOST.has(pathname) ? "ours" : hostCheck(request);
  if (host === "wrong") return refuse("wrong_host");
  const isPage = !pathname.startsWith("/api/") && !pathname.startsWith("/_next/");
  if (host === "other-spelling" && isPage && request.method === "GET") {
    return NextResponse.rewrite(new URL(`/api/canonical${pathname}${search}`, request.url), {
      headers: securityHeaders(env()),
    });
  }
  if (!pathname.startsWith("/api/") && !READS.has(request.method)) {
    const allow = { ...securityHeaders(env()), allow: "GET, HEAD", "cache-control": "no-store" };
    return new NextResponse(null, { status: 405, headers: allow });
  }
  const headers = withoutForgeries(request.headers);
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(env(), nonce, process.env.NODE_ENV === "development");
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(securityHeaders(env()))) {
    response.headers.set(name, value);
  }
  response.headers.set("content-security-policy", policy);
  return response;
}
