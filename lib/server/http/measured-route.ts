import "server-only";
import type { NextRequest, NextResponse } from "next/server";
import { clientAddress } from "@/lib/server/http/client-address";
import { countViewer, metrics, type ViewerKind } from "@/lib/server/metrics";
import type { Caller } from "@/lib/server/session/caller";

type Answering<C> = (request: NextRequest, context: C) => Promise<NextResponse>;

/** A route's handler whose answers are counted and timed, where that is wanted. */
export const measuredRoute =
  <C>(route: string, answer: Answering<C>): Answering<C> =>
  async (request, context) => {
    const requests = metrics()?.requests;
    const beganMs = performance.now();
    const response = await answer(request, context);
    const labels = { route, method: request.method, status: response.status };
    requests?.observe(labels, (performance.now() - beganMs) / 1_000);
    return response;
  };

/** Counts whoever asked among those who look at that run. */
export function countLook(request: NextRequest, caller: Caller | null): void {
  const kind: ViewerKind = caller === null ? "link" : caller.sid === null ? "key" : "session";
  const who = caller ? (caller.sid ?? caller.owner) : clientAddress(request);
  countViewer(kind, `${who} ${request.nextUrl.pathname}`);
}
