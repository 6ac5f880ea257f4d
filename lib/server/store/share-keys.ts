import "server-only";
import { type Kysely, type SqlBool, sql } from "kysely";
import { ENDED_STATES } from "@/lib/run/state";
import type { Schema } from "@/lib/server/store/schema";
import { WITHOUT_KEY } from "@/lib/server/store/shares";

const DAY_MS = 24 * 3_600_000;

/**
 * A run of which nothing more will be learned: its result is known, or it ended before `atMs`, or it
 * was given up or pushed aside and not seen for a day before that.
 */
const settledRun = (atMs: number) => sql<SqlBool>`exists (select 1 from runs
  left join tasks on tasks.owner = runs.owner and tasks.id = runs.task_id
  where runs.owner = shares.owner and runs.task_id = shares.task_id and runs.id = shares.run_id
    and (
      (runs.state in (${sql.join([...ENDED_STATES])})
        and (runs.result is not null or coalesce(runs.ended_at, runs.changed_at) < ${atMs}))
      or (runs.last_seen_at < ${atMs - DAY_MS} and (runs.state = 'unknown' or tasks.newest_run_id <> runs.id))
    ))`;

/** The sealed keys that links hold for as long as there is something to learn with them. */
export const shareKeyQueries = (db: Kysely<Schema>) => ({
  /**
   * Forgets the keys that nothing more is to be learned with.
   * @param unreadBeforeMs runs that ended before it are not waited for without a result
   */
  async dropSpent(unreadBeforeMs: number): Promise<void> {
    const spent = await db
      .selectFrom("shares")
      .select("id")
      .where("sealed_key", "is not", null)
      .where(settledRun(unreadBeforeMs))
      .execute();
    if (spent.length === 0) return;
    await db
      .updateTable("shares")
      .set(WITHOUT_KEY)
      .where(
        "id",
        "in",
        spent.map(({ id }) => id),
      )
      .execute();
  },

  /** The links whose runs are followed for them: many new ones push no older one aside. */
  async all(limit: number) {
    return db
      .selectFrom("shares")
      .select(["id", "owner", "task_id", "sealed_key", "expires_at"])
      .where("sealed_key", "is not", null)
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit)
      .execute();
  },

  /** Puts another seal on a key, unless it has been forgotten meanwhile. */
  async reseal(id: string, before: string, sealed: string): Promise<void> {
    await db
      .updateTable("shares")
      .set({ sealed_key: sealed })
      .where("id", "=", id)
      .where("sealed_key", "=", before)
      .execute();
  },
});
