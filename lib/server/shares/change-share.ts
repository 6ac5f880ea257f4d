import "server-only";
import type { z } from "zod";
import type { changeShareSchema, ShareRow } from "@/lib/contract/shares";
import { AppError } from "@/lib/server/errors";
import { type Runtime, runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import { isOver } from "@/lib/server/shares/open-share";
import { flagColumns, shareRow } from "@/lib/server/shares/share-row";
import type { ShareChange, ShareRecord } from "@/lib/server/store/shares";

/** A link of the caller's, of either kind. @throws AppError `not_found` */
async function shareOf({ store }: Runtime, caller: Caller, id: string): Promise<ShareRecord> {
  const share = await store.shares.withNames(caller.owner, id);
  if (!share) throw new AppError("not_found");
  return share;
}

/** Opening it again brings the key along, in case it was forgotten when the server refused it. */
function pauseColumns(
  { clock, shareKeys }: Runtime,
  caller: Caller,
  share: ShareRecord,
  paused: boolean,
): ShareChange {
  if (!paused) {
    return { paused_at: null, paused_why: null, sealed_key: shareKeys.seal(caller) };
  }
  return share.paused_at === null ? { paused_at: clock.now(), paused_why: "owner" } : {};
}

/**
 * Changes a live link. What it no longer includes is gone from open pages with their next read.
 * @throws AppError `not_found`, `share_ended`
 */
export async function changeShare(
  caller: Caller,
  id: string,
  { paused, label, include = {}, ...images }: z.output<typeof changeShareSchema>,
): Promise<ShareRow> {
  const running = await runtime();
  const { store, clock, shareKeys } = running;
  const share = await shareOf(running, caller, id);
  if (isOver(share, clock.now()) || share.used_at !== null) throw new AppError("share_ended");
  const shown: ShareChange = {
    ...(label !== undefined && { label }),
    ...flagColumns({ ...include, ...images }),
  };
  if (share.tool_call_id !== null && Object.keys(shown).length > 0) {
    throw new AppError("bad_request", {
      message: "This link answers one question. It can be paused, resumed and revoked.",
    });
  }
  const change: ShareChange = {
    ...shown,
    ...(paused !== undefined && pauseColumns(running, caller, share, paused)),
  };
  const hasChange = Object.keys(change).length > 0;
  if (hasChange && !(await store.shares.change(caller.owner, id, change))) {
    throw new AppError("share_ended");
  }
  await shareKeys.refresh();
  const row = await store.shares.withNames(caller.owner, id);
  if (!row) throw new AppError("not_found");
  return shareRow(row, clock.now());
}

/** Ends one link for good; one that has ended stays so. @throws AppError `not_found` */
export async function revokeShare(caller: Caller, id: string): Promise<{ revoked: number }> {
  const running = await runtime();
  await shareOf(running, caller, id);
  return revoke(running, caller, id);
}

/** Ends all links of the caller's for good. */
export const revokeAllShares = async (caller: Caller): Promise<{ revoked: number }> =>
  revoke(await runtime(), caller, null);

async function revoke({ store, clock, shareKeys }: Runtime, { owner }: Caller, id: string | null) {
  const revoked = await store.shares.revoke(owner, id, clock.now());
  await shareKeys.refresh();
  return { revoked };
}
