import "server-only";
import type { IncomingMessage } from "node:http";

/** Tells `proxy.ts` what to refuse; whatever a client sent under that name is gone by then. */
export const REFUSE_HEADER = "x-runboard-refuse";

/**
 * Why a request is refused before Next sees it: for what Next has no place and would answer with a
 * 500 (`TRACE`, `*`), or answers before anybody asked for the host (`http://…` as the target).
 */
export function refusalOf({ method, url }: IncomingMessage): "bad_request" | "method" | null {
  if (method === "TRACE" || method === "CONNECT") return "method";
  return url?.startsWith("/") ? null : "bad_request";
}
