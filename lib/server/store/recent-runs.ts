import "server-only";
import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

type RecentRun = {
  state: string;
  /** From start to end as recorded, in ms; null when either is not known. */
  durationMs: number | null;
};

/** "completed:700" of one that took 700 ms, "running:" of one without a duration. */
function parse(run: string): RecentRun {
  const [state = "", duration] = run.split(":");
  return { state, durationMs: duration ? Math.max(0, Number(duration)) : null };
}

/** The last runs of many tasks at once: what a list draws beside each of them. */
export const recentRunQueries = (db: Kysely<Schema>) => ({
  /**
   * The newest `each` known runs of each task, oldest first, by task. One query, which reads so many
   * rows and no more however many runs a task has had (a window over all of them would read them
   * all), and gives one text per task: rows of their own would cost a list more than all the rest.
   */
  async of(owner: string, taskIds: readonly string[], each: number) {
    if (taskIds.length === 0) return new Map<string, RecentRun[]>();
    const newest = sql<string | null>`(select string_agg(run, ',') from (
      select state || ':' || coalesce(cast(ended_at - created_at as text), '') as run from runs
      where runs.owner = tasks.owner and runs.task_id = tasks.id
      order by coalesce(created_at, 0) desc, id desc limit ${sql.lit(each)}) as newest)`;
    const rows = await db
      .selectFrom("tasks")
      .select(["id", newest.as("runs")])
      .where("owner", "=", owner)
      .where("id", "in", taskIds)
      .execute();
    return new Map(
      rows.map(({ id, runs }) => [id, runs ? runs.split(",").map(parse).toReversed() : []]),
    );
  },
});
