import type { NextRequest } from "next/server";
import { env } from "@/lib/server/env";

/**
 * Sends a page asked for under another spelling of this machine to its proper address. Not done in
 * `proxy.ts`, where Next shortens the address to a path: that would come back here for ever.
 */
export function GET(request: NextRequest): Response {
  const path = request.nextUrl.pathname.slice("/api/canonical".length) || "/";
  const location = `${env().publicOrigin}${path}${request.nextUrl.search}`;
  return new Response(null, {
    status: 307,
    headers: { location, "cache-control": "private, no-store" },
  });
}
