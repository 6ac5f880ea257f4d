import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/server/env";
import { ADDRESS_HEADER } from "@/lib/server/http/client-address";
import { REFUSE_HEADER, refusalOf } from "@/lib/server/http/refusal";
import { dropUnreadableRouterState } from "@/lib/server/http/router-state";
import { securityHeaders } from "@/lib/server/http/security-headers";

/**
 * A handler never sees the socket, and headers can be forged. So every request is told its peer's
 * true address as it comes in: the socket's, or what the n-th trusted proxy from the right saw.
 */
function tellAddress({ headers, socket }: IncomingMessage): void {
  const hops = env().trustedProxyHops;
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const address = hops > 0 ? forwarded.at(-hops)?.trim() : socket.remoteAddress;
  headers[ADDRESS_HEADER] = address || "unknown";
}

/**
 * What Next makes addresses of: one of another scheme or host it would take for another server's,
 * and connect to. Whoever stands in front of us is known by PUBLIC_ORIGIN.
 */
const FORWARDED = ["x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "forwarded"];

/** Sees every request before Next does: its answer is given the headers of all answers. */
export function prepareRequest(request: IncomingMessage, response: ServerResponse): void {
  // A client that leaves in the middle of its body is nobody's error.
  request.on("error", () => undefined);
  const [path = ""] = (request.url ?? "").split("?");
  for (const [name, value] of Object.entries(securityHeaders(env(), path))) {
    response.setHeader(name, value);
  }
  tellAddress(request);
  for (const name of FORWARDED) Reflect.deleteProperty(request.headers, name);
  dropUnreadableRouterState(request.headers);
  const refusal = refusalOf(request);
  Reflect.deleteProperty(request.headers, REFUSE_HEADER);
  if (refusal === null) return;
  request.headers[REFUSE_HEADER] = refusal;
  request.method = "GET";
  request.url = "/";
}
