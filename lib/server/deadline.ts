import "server-only";
import { ending } from "@/lib/server/ending";
import { AppError } from "@/lib/server/errors";

/** Whoever asks gets an answer within this time, whatever the upstream does. */
const ANSWER_MS = 10_000;

/**
 * @param ms how long it may take, where it is a write that may take longer than usual
 * @throws AppError `upstream_timeout` when the work takes too long, of such a write
 *   `outcome_unknown`; what it started goes on. Sooner where the process ends meanwhile
 */
export async function withinDeadline<T>(work: Promise<T>, ms?: number): Promise<T> {
  let giveUp = () => {};
  const deadline = new Promise<never>((_, reject) => {
    const code = ms === undefined ? "upstream_timeout" : "outcome_unknown";
    giveUp = () => reject(new AppError(code));
  });
  const timer = setTimeout(giveUp, ms ?? ANSWER_MS);
  ending.waiting.add(giveUp);
  if (ending.hasGivenUp) giveUp();
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    ending.waiting.delete(giveUp);
  }
}
