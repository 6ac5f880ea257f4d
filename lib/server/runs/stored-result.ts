import "server-only";
import { type RunResult, resultSchema } from "@/lib/contract/api";
import { isoOf } from "@/lib/server/runs/freshness";

/** A result as it was stored. */
export function storedResult(text: string): RunResult {
  const stored = JSON.parse(text) as { readAt: number };
  return resultSchema.parse({ ...stored, readAt: isoOf(stored.readAt) });
}
