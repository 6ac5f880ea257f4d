import "server-only";
import { AppError } from "@/lib/server/errors";

/** Whoever asks gets an answer within this time, whatever the upstream does. */
const ANSWER_MS = 10_000;

/**
 * @param ms how long it may take
 * @throws AppError `upstream_timeout` when the work takes too long; what it started goes on
 */
export async function withinDeadline<T>(work: Promise<T>, ms: number = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("upstream_timeout", { mayBeDone: true })), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
