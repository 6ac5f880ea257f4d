import "server-only";
import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

/** Stands for no process: it has been over since 1970, and whoever sweeps may delete it. */
const PROBE_ID = "probe";
/** Whoever asks more often is told what the last probe found. */
const PROBE_EVERY_MS = 1_000;

/** Whether the store can do its work, which is more than to be read: a full disk can be read too. */
export const readinessQueries = (db: Kysely<Schema>) => {
  // Each process begins elsewhere: what is there already would not be written.
  let probes = randomInt(1_000_000);
  let probedMs = Number.NEGATIVE_INFINITY;
  let probe: Promise<void> = Promise.resolve();

  /** A change on the disk: neither what is rolled back nor what was there before gets to it. */
  const write = async () => {
    probes += 1;
    const expires_at = probes;
    await db
      .insertInto("instances")
      .values({ id: PROBE_ID, expires_at })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ expires_at }))
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
