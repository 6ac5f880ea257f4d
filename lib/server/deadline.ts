import "server-only";
import { AppError } from "@/lib/server/errors";

/** Whoever asks gets an answer within this time, whatever the upstream does. */
const ANSWER_MS = 10_000;

/**
 * @param ms how long it may take, where it is a write that may take longer than usual
 * @throws AppError `upstream_timeout` when the work takes too long, of such a write
 *   `outcome_unknown`; what it started goes on
 */
export async function withinDeadline<T>(work: Promise<T>, ms?: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const code = ms === undefined ? "upstream_timeout" : "outcome_unknown";
    timer = setTimeout(() => reject(new AppError(code)), ms ?? ANSWER_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
