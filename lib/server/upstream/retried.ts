import "server-only";
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import type { Clock } from "@/lib/server/clock";
import { AppError } from "@/lib/server/errors";
import type { Transport } from "@/lib/server/upstream/transport";

const MORE_TRIES = 2;
/** So many tries may be had in a row, whoever wishes them. */
const MOST_IN_ALL = 4;
/** What a call that was answered earns. */
const EARNED = 0.1;

/** How many tries are left for one upstream: one that does not answer at all earns no more. */
class Tries {
  #left = MOST_IN_ALL;

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  earn(): void {
    this.#left = Math.min(MOST_IN_ALL, this.#left + EARNED);
  }
}

/** Twice more, and only when no answer came (a restart takes 1–2 s, upstream.md point 19). */
function again(tries: Tries) {
  let tried = 0;
  const isTried = (error: unknown): boolean => {
    if (!(error instanceof AppError) || error.code !== "upstream_unreachable") return false;
    tried += 1;
    return tried <= MORE_TRIES && tries.take();
  };
  const backoff = new ExponentialBackoff({
    generator: fullJitterGenerator,
    initialDelay: 300,
    maxDelay: 1_500,
  });
  return retry(handleWhen(isTried), { maxAttempts: MORE_TRIES, backoff });
}

/**
 * The same transport, which tries again what only asks and wishes it (`isTriedAgain`), within the
 * time for the whole call. An outage brings an upstream four calls more than people make, however
 * many ask.
 */
export function retried(transport: Transport, clock: Clock): Transport {
  const byOrigin = new Map<string, Tries>();
  return async (request) => {
    const { origin } = new URL(request.url);
    const tries = byOrigin.get(origin) ?? new Tries();
    byOrigin.set(origin, tries);
    const deadlineMs = clock.monotonicMs() + request.timeoutMs;
    const once = async () => {
      const timeoutMs = Math.max(1, deadlineMs - clock.monotonicMs());
      const answer = await transport({ ...request, timeoutMs });
      tries.earn();
      return answer;
    };
    const mayTry = request.isTriedAgain === true && request.method === "GET";
    return mayTry ? again(tries).execute(once) : once();
  };
}
