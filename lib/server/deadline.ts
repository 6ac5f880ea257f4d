import "server-only";
import { AppError } from "@/lib/server/errors";

/** Whoever asks gets an answer within this time, whatever the upstream does. */
const ANSWER_MS = 10_000;

/** @throws AppError `upstream_timeout` when the work takes too long; what it started goes on */
export async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("upstream_timeout")), ANSWER_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
