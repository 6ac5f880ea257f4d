import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";

type Limiter = "signIn" | "signInPerClient" | "writes";

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
  };
  return holder.runboardLimits[name];
}

async function consume(name: Limiter, key: string): Promise<void> {
  try {
    await limiter(name).consume(key);
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    throw new AppError("rate_limited", { retryAfterMs: thrown.msBeforeNext });
  }
}

/** Counts an attempt to get in. @throws AppError `rate_limited` */
export async function limitSignIn(client: string): Promise<void> {
  await consume("signInPerClient", client);
  await consume("signIn", "all");
}

/** Counts a change by a session. @throws AppError `rate_limited` */
export const limitWrites = (sid: string): Promise<void> => consume("writes", sid);

/** @throws AppError `rate_limited` when this client has tried too many wrong keys already */
export async function refuseTooManyWrongKeys(client: string): Promise<void> {
  const { limits } = env();
  const used = await limiter("signInPerClient").get(client);
  if (used && used.consumedPoints >= limits.signInPerClient) {
    throw new AppError("rate_limited", { retryAfterMs: used.msBeforeNext });
  }
}
