import "server-only";
import type { ShareList, ShareListQuery } from "@/lib/contract/shares";
import { runtime } from "@/lib/server/runtime";
import type { Caller } from "@/lib/server/session/caller";
import { endOverQuestions } from "@/lib/server/shares/answer-link-question";
import { shareRow } from "@/lib/server/shares/share-row";

/** A page of the caller's links, those that live first, then the newest. */
export async function listShares(
  { owner }: Caller,
  { page, limit, taskId, runId }: ShareListQuery,
): Promise<ShareList> {
  const running = await runtime();
  const { store, clock } = running;
  const now = clock.now();
  await store.shares.endExpired(now);
  await endOverQuestions(running, owner);
  const run = taskId && runId ? { owner, taskId, runId } : null;
  const [rows, { total }, { live }] = await Promise.all([
    store.shares.list({ owner, run }, (page - 1) * limit, limit),
    store.shares.counts({ owner, run }),
    store.shares.counts({ owner, run: null }),
  ]);
  return { shares: rows.map((row) => shareRow(row, now)), page, limit, total, live };
}
