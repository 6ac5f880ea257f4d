import "server-only";
import type { Freshness } from "@/lib/contract/api";

/** On every answer of the API: nobody keeps it, and the browser can tell its clock from ours. */
export const apiHeaders = (nowMs: number, requestId: string): Record<string, string> => ({
  "cache-control": "private, no-store",
  "x-now": new Date(nowMs).toISOString(),
  "x-request-id": requestId,
});

/** The freshness of an answer that a 304 stands for. */
export const freshnessHeaders = (freshness: Freshness): Record<string, string> => ({
  "x-observed-at": freshness.observedAt ?? "",
  "x-next-sample-at": freshness.nextSampleAt ?? "",
  "x-stale": String(freshness.stale),
  "x-stale-reason": freshness.reason ?? "",
});
