import "server-only";
import { type Kysely, sql } from "kysely";
import { databaseNow, type Fence, type TaskKey } from "@/lib/server/store/leases";
import type { Schema } from "@/lib/server/store/schema";

/** What the holder of a task and those who look elsewhere have to say to each other. */
export const audienceQueries = (db: Kysely<Schema>) => {
  const now = databaseNow(db);
  const later = (column: "looked_until" | "listed_until", ms: number) =>
    sql<number>`case when ${sql.ref(column)} > ${now} + ${ms}
      then ${sql.ref(column)} else ${now} + ${ms} end`;

  const attend = (
    column: "looked_until" | "listed_until",
    owner: string,
    taskIds: string[],
    ms: number,
  ) =>
    db
      .updateTable("leases")
      .set({ [column]: later(column, ms) })
      .where("owner", "=", owner)
      .where("task_id", "in", taskIds)
      .execute();

  return {
    /** Tells the holder that somebody elsewhere looks at the run, and will for `ms`. */
    async look({ owner, taskId }: TaskKey, ms: number): Promise<void> {
      await attend("looked_until", owner, [taskId], ms);
    },

    /** The same of tasks on a list. */
    async list(owner: string, taskIds: string[], ms: number): Promise<void> {
      await attend("listed_until", owner, taskIds, ms);
    },

    /** For how many more ms somebody elsewhere looks at, or lists, what a process holds. */
    async lookers(instance: string) {
      return db
        .selectFrom("leases")
        .select(["owner", "task_id"])
        .select(sql<number>`looked_until - ${now}`.as("looked_ms"))
        .select(sql<number>`listed_until - ${now}`.as("listed_ms"))
        .where("holder", "=", instance)
        .where(({ or, eb }) => or([eb("looked_until", ">", now), eb("listed_until", ">", now)]))
        .execute();
    },

    /** Asks the holder for older runs of a task. */
    async want({ owner, taskId }: TaskKey, runIds: string[]): Promise<void> {
      if (runIds.length === 0) return;
      await db
        .insertInto("wanted_runs")
        .values(runIds.map((run_id) => ({ owner, task_id: taskId, run_id })))
        .onConflict((conflict) => conflict.columns(["owner", "task_id", "run_id"]).doNothing())
        .execute();
    },

    /** Whether a run is still waited for. */
    async isWanted({ owner, taskId }: TaskKey, runId: string): Promise<boolean> {
      const row = await db
        .selectFrom("wanted_runs")
        .select("run_id")
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** The older runs that are wanted of a process. */
    async wanted(instance: string) {
      return db
        .selectFrom("wanted_runs")
        .innerJoin("leases", (join) =>
          join
            .onRef("leases.owner", "=", "wanted_runs.owner")
            .onRef("leases.task_id", "=", "wanted_runs.task_id"),
        )
        .select(["wanted_runs.owner", "wanted_runs.task_id", "wanted_runs.run_id"])
        .where("leases.holder", "=", instance)
        .execute();
    },

    /** What was wanted is there. */
    async answer({ owner, taskId }: TaskKey, runId: string): Promise<void> {
      await db
        .deleteFrom("wanted_runs")
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .execute();
    },

    /**
     * Tells everybody else how a task stands.
     * @param sample undefined when it is as it was
     */
    async tell(task: TaskKey, fence: Fence, told: string, sample?: string): Promise<void> {
      await db
        .updateTable("leases")
        .set({ told_at: now, told, ...(sample === undefined ? {} : { sample }) })
        .where("owner", "=", task.owner)
        .where("task_id", "=", task.taskId)
        .where("holder", "=", fence.holder)
        .where("fencing", "=", fence.fencing)
        .execute();
    },
  };
};
