import "server-only";
import { AppError } from "@/lib/server/errors";
import { logFailure } from "@/lib/server/log-failure";
import type { Runtime } from "@/lib/server/runtime";
import { hashInHeader, isSameHash } from "@/lib/server/shares/secret";
import type { ShareRecord } from "@/lib/server/store/shares";

/** Compared with when there is no such share, so that it takes as long as a wrong secret. */
const NOBODYS_HASH = hashInHeader(null).replace(/./g, "0");

/** Whether a link is over, for good or by the clock. */
export const isOver = (share: ShareRecord, nowMs: number): boolean =>
  share.ended_at !== null || share.expires_at <= nowMs;

/** Whether a link is over. One that has expired is over for good then, whatever the clock says later. */
export async function endedBy(
  { store, clock }: Pick<Runtime, "store" | "clock">,
  share: ShareRecord,
): Promise<boolean> {
  if (!isOver(share, clock.now())) return false;
  if (share.ended_at === null) {
    await store.shares
      .endExpired(clock.now())
      .catch((thrown: unknown) => void logFailure("an expired link stays", thrown));
  }
  return true;
}

/**
 * A link, for whoever has its secret.
 * @param found what goes by the id that was asked for
 * @param authorization the header that carries the secret
 * @throws AppError `not_found`, the same whether there is no such link or the secret is wrong
 */
export function refuseWrongSecret<T extends ShareRecord>(
  found: T | undefined,
  authorization: string | null,
): T {
  const isRight = isSameHash(hashInHeader(authorization), found?.secret_hash ?? NOBODYS_HASH);
  if (!found || !isRight) throw new AppError("not_found");
  return found;
}

/**
 * The share that a link opens. Its row is read anew each time, so that a revocation holds at once,
 * whichever process it was made through.
 * @param authorization the header that carries the secret
 * @throws AppError `not_found` for an unknown id and a wrong secret alike; with the right one
 *   `share_ended` and `share_paused`
 */
export async function openShare(
  deps: Pick<Runtime, "store" | "clock">,
  id: string,
  authorization: string | null,
): Promise<ShareRecord> {
  const share = refuseWrongSecret(await deps.store.shares.find(id), authorization);
  if (await endedBy(deps, share)) throw new AppError("share_ended");
  if (share.paused_at !== null) throw new AppError("share_paused");
  return share;
}
