import "server-only";
import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/server/env";
import { ADDRESS_HEADER } from "@/lib/server/http/client-address";
import { dropUnreadableRouterState } from "@/lib/server/http/router-state";
import { causeText, log } from "@/lib/server/log";
import { runtime } from "@/lib/server/runtime";

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

/** Sees every request before Next does, and may change its headers. */
function prepareRequests(): void {
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    tellAddress(request);
    dropUnreadableRouterState(request.headers);
  });
}

/** Refuses to start with one clear sentence rather than to run half. */
export async function start(): Promise<void> {
  try {
    env();
    await runtime();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof Error && error.cause)
      process.stderr.write(`  ${causeText(error.cause)}\n`);
    process.exit(1);
  }
  prepareRequests();
  log("info", "runboard is ready");
}
