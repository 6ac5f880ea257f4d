import "server-only";
import type { Freshness, StaleReason } from "@/lib/contract/api";
import type { ErrorCode } from "@/lib/contract/errors";

export const isoOf = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms));

const REASONS: Partial<Record<ErrorCode, StaleReason>> = {
  upstream_unreachable: "upstream_unreachable",
  upstream_error: "upstream_error",
  upstream_busy: "upstream_busy",
  upstream_timeout: "upstream_timeout",
  rate_limited: "rate_limited",
  key_rejected: "key_rejected",
  not_found: "upstream_error",
  store_unavailable: "store_unavailable",
};

type Source = {
  observedAtMs: number | null;
  nextSampleAtMs: number | null;
  failure: { code: ErrorCode } | null;
  isStretched?: boolean;
};

/** How far what is shown can be trusted, and why not further. */
export function freshnessOf(source: Source): Freshness {
  const { observedAtMs, nextSampleAtMs, failure, isStretched = false } = source;
  const failed = failure && (REASONS[failure.code] ?? "internal");
  const doubt = failed ?? (observedAtMs === null ? "not_read_yet" : null);
  return {
    observedAt: isoOrNull(observedAtMs),
    nextSampleAt: isoOrNull(nextSampleAtMs),
    stale: doubt !== null,
    reason: doubt ?? (isStretched ? "many_runs" : null),
  };
}
