import "server-only";
import { type Kysely, sql } from "kysely";
import { databaseNow, isHeld } from "@/lib/server/store/leases";
import { GOING_ON, type Schema } from "@/lib/server/store/schema";
import type { RunKey } from "@/lib/server/store/transitions";

/** Rows that one statement deletes at most. */
const BATCH_ROWS = 500;

/** When something was last learned of a run; of one that nothing was, when it began. */
const ageOf = sql<number>`coalesce(runs.last_seen_at, runs.changed_at, runs.created_at)`;

/** Deletes what is old, a bounded number of rows at a time; ages are in ms, by its own clock. */
export const retentionQueries = (db: Kysely<Schema>) => {
  const before = (ageMs: number) => sql<number>`${databaseNow(db)} - ${ageMs}`;

  /** No process has the run in hand: as the newest of its task, or as one that goes on. */
  const unheld = sql<boolean>`not exists (select 1 from leases
    join tasks on tasks.owner = leases.owner and tasks.id = leases.task_id
    where leases.owner = runs.owner and leases.task_id = runs.task_id
      and (tasks.newest_run_id = runs.id or ${GOING_ON}) and ${isHeld(db)})`;
  /** Whoever has a link to it is to see it until the link ends. */
  const unshared = sql<boolean>`not exists (select 1 from shares
    where shares.owner = runs.owner and shares.task_id = runs.task_id
      and shares.run_id = runs.id and shares.ended_at is null)`;
  const withoutRuns = sql<boolean>`not exists (select 1 from runs
    where runs.owner = tasks.owner and runs.task_id = tasks.id)`;
  const createdWithoutRuns = sql<boolean>`not exists (select 1 from runs
    where runs.owner = creations.owner and runs.task_id = creations.task_id)`;
  const taskUnheld = sql<boolean>`not exists (select 1 from leases
    where leases.owner = tasks.owner and leases.task_id = tasks.id and ${isHeld(db)})`;

  return {
    /**
     * The next runs in the order of their keys, with whether they are older than `ageMs`.
     * @param after the key the last page ended with
     */
    async page(ageMs: number, after: RunKey | null, limit: number) {
      const rows = await db
        .selectFrom("runs")
        .select(["owner", "task_id", "id"])
        .select(
          sql<number>`case when ${ageOf} < ${before(ageMs)} and ${unshared} then 1 else 0 end`.as(
            "old",
          ),
        )
        .$if(after !== null, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(
              refTuple("owner", "task_id", "id"),
              ">",
              tuple(after?.owner ?? "", after?.taskId ?? "", after?.runId ?? ""),
            ),
          ),
        )
        .orderBy("owner")
        .orderBy("task_id")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(({ owner, task_id, id, old }) => ({
        key: { owner, taskId: task_id, runId: id },
        isOld: Number(old) === 1,
      }));
    },

    /**
     * Deletes some of a run's oldest transitions, as long as the run itself is old.
     * @returns how many; fewer than a batch when none are left
     */
    async trim({ owner, taskId, runId }: RunKey, ageMs: number): Promise<number> {
      const result = await db
        .deleteFrom("transitions")
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .where("seq", "in", (eb) =>
          eb
            .selectFrom("transitions as oldest")
            .select("oldest.seq")
            .where("oldest.owner", "=", owner)
            .where("oldest.task_id", "=", taskId)
            .where("oldest.run_id", "=", runId)
            .orderBy("oldest.seq")
            .limit(BATCH_ROWS),
        )
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom("runs")
              .select("runs.id")
              .where("runs.owner", "=", owner)
              .where("runs.task_id", "=", taskId)
              .where("runs.id", "=", runId)
              .where(ageOf, "<", before(ageMs))
              .where(unheld)
              .where(unshared),
          ),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /**
     * Deletes a run without transitions. Its task is read anew when somebody lists it again; one
     * that no list ever named goes with its last run.
     */
    async drop({ owner, taskId, runId }: RunKey, ageMs: number): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom("runs")
          .where("owner", "=", owner)
          .where("task_id", "=", taskId)
          .where("id", "=", runId)
          .where(ageOf, "<", before(ageMs))
          .where(unheld)
          .where(unshared)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) return;
        await transaction
          .deleteFrom("requests")
          .where("owner", "=", owner)
          .where("task_id", "=", taskId)
          .where("run_id", "=", runId)
          .execute();
        await transaction
          .updateTable("tasks")
          .set({ newest_run_id: null, runs_read_at: null })
          .where("owner", "=", owner)
          .where("id", "=", taskId)
          .where("newest_run_id", "=", runId)
          .execute();
        await transaction
          .deleteFrom("tasks")
          .where("owner", "=", owner)
          .where("id", "=", taskId)
          .where("listed_at", "is", null)
          .where(withoutRuns)
          .execute();
      });
    },

    /**
     * Deletes what tasks were created with, once they have no run left.
     * @returns how many; fewer than a batch when none are left
     */
    async dropCreations(ageMs: number): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom("creations")
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple("owner", "id"),
            "in",
            selectFrom("creations")
              .select(["owner", "id"])
              .where("created_at", "<", before(ageMs))
              .where(createdWithoutRuns)
              .limit(BATCH_ROWS)
              .$asTuple("owner", "id"),
          ),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    /**
     * Deletes tasks that no list has named for as long, and without a run.
     * @returns how many; fewer than a batch when none are left
     */
    async dropTasks(ageMs: number): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom("tasks")
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple("owner", "id"),
            "in",
            selectFrom("tasks")
              .select(["owner", "id"])
              .where("listed_at", "<", before(ageMs))
              .where(taskUnheld)
              .where(withoutRuns)
              .limit(BATCH_ROWS)
              .$asTuple("owner", "id"),
          ),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
};
