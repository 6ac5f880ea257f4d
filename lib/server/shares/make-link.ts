import "server-only";
import type { CreatedShare, ExpiresIn } from "@/lib/contract/shares";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { isoOf } from "@/lib/server/runs/freshness";
import type { Runtime } from "@/lib/server/runtime";
import { hashOfSecret, newShare } from "@/lib/server/shares/secret";
import type { NewShare } from "@/lib/server/store/shares";
import type { RunKey } from "@/lib/server/store/transitions";

const HOUR_MS = 3_600_000;
/** How long each choice lasts. */
export const LASTS_MS: Record<ExpiresIn, number> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
};

type Given = "id" | "secret_hash" | "owner" | "task_id" | "run_id" | "created_at" | "expires_at";

/**
 * Makes a link to a run, or to a question of one.
 * @param path where its page is
 * @param most how many of its kind may live
 * @param full said when so many do; without it in the usual words
 * @returns its address with the secret in the fragment: told this once, and stored nowhere
 * @throws AppError `share_limit`
 */
export async function makeLink(
  { store, clock, shareKeys }: Runtime,
  run: RunKey,
  columns: Omit<NewShare, Given>,
  {
    path,
    expiresIn,
    most,
    full,
  }: {
    path: "s" | "a";
    expiresIn: ExpiresIn;
    most: number;
    full?: string;
  },
): Promise<CreatedShare> {
  const { id, secret } = newShare();
  const now = clock.now();
  const expiresAtMs = now + LASTS_MS[expiresIn];
  await store.shares.endExpired(now);
  const isNew = await store.shares.insert(
    {
      id,
      secret_hash: hashOfSecret(secret),
      owner: run.owner,
      task_id: run.taskId,
      run_id: run.runId,
      created_at: now,
      expires_at: expiresAtMs,
      ...columns,
    },
    most,
  );
  if (!isNew) throw new AppError("share_limit", full === undefined ? {} : { message: full });
  await shareKeys.refresh();
  const url = `${env().publicOrigin}/${path}/${id}#${secret}`;
  return { id, url, expiresAt: isoOf(expiresAtMs) };
}
