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

/** Refuses one more attempt once the limit is used up, without counting it. */
async function peek(name: "signIn" | "signInPerClient", key: string): Promise<void> {
  const used = await limiter(name).get(key);
  if (used && used.consumedPoints >= env().limits[name]) {
    throw new AppError("rate_limited", { retryAfterMs: used.msBeforeNext });
  }
}

/** @throws AppError `rate_limited` when too many wrong keys were tried already */
export async function refuseTooManyWrongKeys(client: string): Promise<void> {
  await peek("signInPerClient", client);
  await peek("signIn", "all");
}
