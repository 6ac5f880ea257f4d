import "server-only";
import { type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";
import { AppError } from "@/lib/server/errors";
import type { Schema } from "@/lib/server/store/schema";

export type TaskKey = { owner: string; taskId: string };
/** What a write must still be entitled to: refused once another process has taken over. */
export type Fence = { holder: string; fencing: number };

/** A write by a process that no longer has the lease. */
export class LeaseLostError extends Error {
  constructor() {
    super("another process has taken over");
  }
}

/** Whether that is why a write was refused. */
export const isLeaseLost = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.cause instanceof LeaseLostError;

const isPostgres = (db: Kysely<Schema>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

/** The database's own clock, epoch ms: the only one that all processes share. */
export const databaseNow = (db: Kysely<Schema>): RawBuilder<number> =>
  isPostgres(db)
    ? sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;

/** Whether the process that holds a lease lives. */
export const isHeld = (db: Kysely<Schema>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from instances
    where instances.id = leases.holder and instances.expires_at > ${databaseNow(db)})`;

/**
 * Holds a lease to the end of the transaction, so that nobody takes over in its middle.
 * @throws LeaseLostError when somebody has
 */
export async function keepLease(on: Kysely<Schema>, key: TaskKey, fence: Fence): Promise<void> {
  const row = await on
    .selectFrom("leases")
    .select("fencing")
    .where("owner", "=", key.owner)
    .where("task_id", "=", key.taskId)
    .where("holder", "=", fence.holder)
    .where("fencing", "=", fence.fencing)
    .$if(isPostgres(on), (query) => query.forShare())
    .executeTakeFirst();
  if (!row) throw new LeaseLostError();
}

/** Who holds which task. */
export const leaseQueries = (db: Kysely<Schema>) => {
  const now = databaseNow(db);
  const isAlive = isHeld(db);
  const untold = { told_at: null, told: null, sample: null };

  return {
    /**
     * Says that a process lives, and will for `ttlMs`.
     * @returns whether it was taken for gone by then, or is new
     */
    async beat(instance: string, ttlMs: number): Promise<boolean> {
      const expires_at = sql<number>`${now} + ${ttlMs}`;
      const { numUpdatedRows } = await db
        .updateTable("instances")
        .set({ expires_at })
        .where("id", "=", instance)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      if (Number(numUpdatedRows) > 0) return false;
      await db
        .insertInto("instances")
        .values({ id: instance, expires_at })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ expires_at }))
        .execute();
      return true;
    },

    /** A process ends: what it holds is free at once. */
    async leave(instance: string): Promise<void> {
      await db.deleteFrom("instances").where("id", "=", instance).execute();
    },

    /**
     * Takes a task that nobody alive holds.
     * @returns the fencing number of this hold; null when somebody else has it
     */
    async acquire({ owner, taskId }: TaskKey, instance: string): Promise<number | null> {
      const row = await db
        .insertInto("leases")
        .values({
          owner,
          task_id: taskId,
          holder: instance,
          fencing: now,
          looked_until: 0,
          listed_until: 0,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["owner", "task_id"])
            .doUpdateSet({
              ...untold,
              holder: instance,
              fencing: sql<number>`case when leases.fencing >= ${now}
                then leases.fencing + 1 else ${now} end`,
            })
            .where(({ or, eb, not }) => or([eb("leases.holder", "=", instance), not(isAlive)])),
        )
        .returning("fencing")
        .executeTakeFirst();
      return row ? Number(row.fencing) : null;
    },

    /** Lets go of a task; `isOver` when there is nothing left to watch. */
    async release({ owner, taskId }: TaskKey, fence: Fence, isOver: boolean): Promise<void> {
      const mine = db
        .updateTable("leases")
        .set({ ...untold, holder: "" })
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("holder", "=", fence.holder)
        .where("fencing", "=", fence.fencing);
      const released = await mine.executeTakeFirst();
      if (!isOver || Number(released.numUpdatedRows) === 0) return;
      await db
        .deleteFrom("leases")
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("holder", "=", "")
        .execute();
    },

    /** A lease, whether its holder lives, and how many ms ago that one last told something. */
    async find({ owner, taskId }: TaskKey) {
      return db
        .selectFrom("leases")
        .selectAll()
        .select(sql<number>`case when ${isAlive} then 1 else 0 end`.as("alive"))
        .select(sql<number>`${now} - told_at`.as("told_ms"))
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .executeTakeFirst();
    },

    /** All that a process holds. */
    async heldBy(instance: string) {
      return db
        .selectFrom("leases")
        .select(["owner", "task_id", "fencing"])
        .where("holder", "=", instance)
        .execute();
    },

    /** Tasks of these owners, and these tasks, that are to be watched and whose process is gone. */
    async orphans(owners: string[], tasks: TaskKey[], limit: number) {
      if (owners.length + tasks.length === 0) return [];
      const ids = new Set(tasks.map(({ owner, taskId }) => `${owner} ${taskId}`));
      // No list may be empty in SQL, and nobody is called "".
      const rows = await db
        .selectFrom("leases")
        .select(["owner", "task_id"])
        .where(({ and, eb, or }) =>
          or([
            eb("owner", "in", ["", ...owners]),
            and([
              eb("owner", "in", ["", ...tasks.map(({ owner }) => owner)]),
              eb("task_id", "in", ["", ...tasks.map(({ taskId }) => taskId)]),
            ]),
          ]),
        )
        .where(({ not }) => not(isAlive))
        // Two that look at once take different ones first.
        .orderBy(sql`random()`)
        .limit(limit)
        .execute();
      const isAsked = ({ owner, task_id }: (typeof rows)[number]) =>
        owners.includes(owner) || ids.has(`${owner} ${task_id}`);
      return rows.filter(isAsked);
    },

    /** Forgets processes that are gone, and what was left by those gone for `ageMs`. */
    async sweep(ageMs: number): Promise<void> {
      const before = sql<number>`${now} - ${ageMs}`;
      await db.deleteFrom("instances").where("expires_at", "<", before).execute();
      await db
        .deleteFrom("leases")
        .where(({ not }) => not(isAlive))
        // A fencing number is the time at which somebody last took the task, or later.
        .where("fencing", "<", before)
        .execute();
      // Nobody is left who would read them.
      await db
        .deleteFrom("wanted_runs")
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("leases")
                .select("leases.fencing")
                .whereRef("leases.owner", "=", "wanted_runs.owner")
                .whereRef("leases.task_id", "=", "wanted_runs.task_id"),
            ),
          ),
        )
        .execute();
    },
  };
};
