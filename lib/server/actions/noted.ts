import "server-only";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Runtime } from "@/lib/server/runtime";
import type { RequestKey, RequestRecord } from "@/lib/server/store/requests";

/** Longer than anything that was asked is under way; after that its process is gone. */
const LASTS_MS = 180_000;

type Wish = { request: RequestKey; who: RequestRecord["who"] };

/**
 * Asks something of a run, and notes it until it comes true: before it is sent, since that may show
 * before the server's answer is here; and not at all when nothing was done. The note also keeps
 * others from asking the same meanwhile, in whatever process.
 * @param send what is sent
 * @param since what is done before the next one may be sent; given whether the answer was lost
 * @throws AppError `already_sent`, `store_unavailable` with nothing sent, or whatever `send` throws
 */
export async function noted<T>(
  { store, clock }: Runtime,
  { request, who }: Wish,
  send: () => Promise<void>,
  since: (lost: AppError | null) => Promise<T>,
): Promise<T> {
  const isFirst = await store.requests.begin(request, who, clock.now(), LASTS_MS);
  if (!isFirst) throw new AppError("already_sent");
  try {
    return await since(await sent(send, store.requests, request));
  } finally {
    await quietly(store.requests.finish(request));
  }
}

/** @returns the failure that leaves open whether it was done; null when the server accepted it */
async function sent(
  send: () => Promise<void>,
  requests: Runtime["store"]["requests"],
  request: RequestKey,
): Promise<AppError | null> {
  try {
    await send();
  } catch (error) {
    if (error instanceof AppError && error.mayBeDone) return error;
    await quietly(requests.drop(request));
    throw error;
  }
  // Done it is, whether or not that can be written down.
  await quietly(requests.accept(request));
  return null;
}

const quietly = (work: Promise<void>): Promise<void> =>
  work.catch((thrown: unknown) => void logFailure("a request could not be noted", thrown));
