import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

/** Stands for no process: it has been over since 1970, and whoever sweeps may delete it. */
const PROBE = { id: "probe", expires_at: 0 };
/** Whoever asks more often is told what the last probe found. */
const PROBE_EVERY_MS = 1_000;

/** Whether the store can do its work, which is more than to be read: a full disk can be read too. */
export const readinessQueries = (db: Kysely<Schema>) => {
  let probedMs = Number.NEGATIVE_INFINITY;
  let probe: Promise<void> = Promise.resolve();

  /** A row on the disk, since what is rolled back never gets there. */
  const write = async () => {
    await db
      .insertInto("instances")
      .values(PROBE)
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ expires_at: 0 }))
      .execute();
  };

  return {
    /** Resolves where a row can be written, and rejects with the reason where not. */
    async probe(): Promise<void> {
      const nowMs = performance.now();
      if (nowMs - probedMs >= PROBE_EVERY_MS) {
        probedMs = nowMs;
        probe = write();
      }
      await probe;
    },
  };
};
