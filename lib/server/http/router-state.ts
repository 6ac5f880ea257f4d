import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

const HEADER = "next-router-state-tree";

/**
 * Takes out a router state that Next could not read and would answer with a 500; without one it
 * renders the whole page. `proxy.ts` cannot do this: Next hides the header from it.
 */
export function dropUnreadableRouterState(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers[HEADER]);
  } catch {
    Reflect.deleteProperty(headers, HEADER);
  }
}
