import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";

type Limiter = "signIn" | "signInPerClient" | "writes" | "writesByKey" | "shareMisses";

const holder = globalThis as typeof globalThis & {
  runboardLimits?: Record<Limiter, RateLimiterMemory>;
};

function limiter(name: Limiter): RateLimiterMemory {
  const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const { limits } = env();
  holder.runboardLimits ??= {
    signIn: perMinute(limits.signIn),
    signInPerClient: perMinute(limits.signInPerClient),
    writes: perMinute(limits.writes),
    writesByKey: perMinute(limits.writesByKey),
    shareMisses: perMinute(limits.shareMisses),
  };
  return holder.runboardLimits[name];
}

async function consume(name: Limiter, key: string): Promise<void> {
  try {
    await limiter(name).consume(key);
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    await forgive(name, key);
    throw new AppError("rate_limited", { retryAfterMs: thrown.msBeforeNext });
  }
}

/**
 * Counts an attempt to get in; one that is refused does not count.
 * @throws AppError `rate_limited`
 */
export async function limitSignIn(client: string): Promise<void> {
  await consume("signInPerClient", client);
  try {
    await consume("signIn", "all");
  } catch (error) {
    await forgive("signInPerClient", client);
    throw error;
  }
}

/** Counts a change by a session. @throws AppError `rate_limited` */
export const limitWrites = (sid: string): Promise<void> => consume("writes", sid);

/** Counts a change by a program that sent its key. @throws AppError `rate_limited` */
export const limitWritesByKey = (owner: string): Promise<void> => consume("writesByKey", owner);

/**
 * Counts a share link that does not exist, or its wrong secret. Right ones are never counted or
 * held up, so nobody is locked out by a neighbour who guesses.
 * @throws AppError `rate_limited`
 */
export const limitShareMisses = (client: string): Promise<void> => consume("shareMisses", client);

async function forgive(name: Limiter, key: string): Promise<void> {
  await limiter(name).reward(key);
}

/**
 * Checks a key that came with a request. It is counted before it is checked, so that wrong ones
 * cannot get round the limit side by side, and no longer counts once it is not known to be wrong.
 * @throws AppError `rate_limited`, and whatever `check` throws
 */
export async function countWrongKey<T>(client: string, check: () => Promise<T>): Promise<T> {
  await limitSignIn(client);
  let isWrong = false;
  try {
    return await check();
  } catch (error) {
    isWrong = error instanceof AppError && error.code === "key_rejected";
    throw error;
  } finally {
    if (!isWrong) {
      await forgive("signInPerClient", client);
      await forgive("signIn", "all");
    }
  }
}
