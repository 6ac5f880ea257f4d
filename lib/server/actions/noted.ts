import "server-only";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Runtime } from "@/lib/server/runtime";
import type { RequestKey, RequestRecord } from "@/lib/server/store/requests";

/**
 * Asks something of a run, and notes it until it comes true: before it is sent, since that may show
 * before the server's answer is here; and not at all when nothing was done.
 * @throws AppError `store_unavailable` with nothing sent, or whatever `send` throws; with `mayBeDone`
 *   it stays noted
 */
export async function noted(
  { store, clock }: Runtime,
  request: RequestKey,
  who: RequestRecord["who"],
  send: () => Promise<void>,
): Promise<void> {
  await store.requests.note(request, who, clock.now());
  try {
    await send();
  } catch (error) {
    const mayBeDone = error instanceof AppError && error.mayBeDone;
    if (!mayBeDone) await quietly(store.requests.drop(request));
    throw error;
  }
  // Done it is, whether or not that can be written down.
  await quietly(store.requests.accept(request));
}

const quietly = (work: Promise<void>): Promise<void> =>
  work.catch((thrown: unknown) => void logFailure("a request could not be noted", thrown));
