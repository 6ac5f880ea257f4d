import "server-only";
import { type Kysely, type Selectable, sql } from "kysely";
import type { RunState } from "@/lib/contract/api";
import { ENDED_STATES, STATE_RANK } from "@/lib/run/state";
import { type Fence, keepLease } from "@/lib/server/store/leases";
import { GOING_ON, type Schema } from "@/lib/server/store/schema";

export type TaskRecord = Selectable<Schema["tasks"]>;
export type TaskFilter = { states: readonly RunState[]; text: string };
type ListedTask = { id: string; name: string; active: boolean };

const RANKED = Object.entries(STATE_RANK) as [RunState, number][];
const statesOfRank = (rank: number) =>
  RANKED.filter(([, of]) => of === rank).map(([state]) => state);

/** An active task without a run is preparing once its runs were asked for. */
const stateOf = sql<string>`coalesce(runs.state,
  case when tasks.runs_read_at is null or tasks.active = 0 then 'unknown' else 'preparing' end)`;
const orderOf = sql<number>`case
  when ${stateOf} in (${sql.join(statesOfRank(0))}) then 0
  when ${stateOf} in (${sql.join(statesOfRank(1))}) then 1 else 2 end`;

const keptUnlessNamed = (column: "name" | "search") =>
  sql<string>`case when excluded.name = '' then ${sql.ref(`tasks.${column}`)}
    else ${sql.ref(`excluded.${column}`)} end`;

/** The tasks Runboard knows: those the API listed, and those met by their address. */
export const taskQueries = (db: Kysely<Schema>) => {
  const withRun = (owner: string) =>
    db
      .selectFrom("tasks")
      .leftJoin("runs", (join) =>
        join
          .onRef("runs.owner", "=", "tasks.owner")
          .onRef("runs.task_id", "=", "tasks.id")
          .onRef("runs.id", "=", "tasks.newest_run_id"),
      )
      .where("tasks.owner", "=", owner);

  const matching = (owner: string, { states, text }: TaskFilter) => {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    return withRun(owner)
      .$if(states.length > 0, (query) => query.where(stateOf, "in", states))
      .$if(text !== "", (query) =>
        query.where(sql<boolean>`tasks.search like ${pattern} escape '\\'`),
      );
  };

  const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);

  const known = async (owner: string, tasks: ListedTask[]) =>
    db
      .selectFrom("tasks")
      .select(["id", "rank", "listed_at"])
      .where("owner", "=", owner)
      .where(
        "id",
        "in",
        tasks.map((task) => task.id),
      )
      .execute();

  const lowestRank = async (owner: string) => {
    const row = await db
      .selectFrom("tasks")
      .select(({ fn }) => fn.min("rank").as("rank"))
      .where("owner", "=", owner)
      .executeTakeFirst();
    return row?.rank ?? null;
  };

  return {
    async find(owner: string, id: string): Promise<TaskRecord | undefined> {
      return db
        .selectFrom("tasks")
        .selectAll()
        .where("owner", "=", owner)
        .where("id", "=", id)
        .executeTakeFirst();
    },

    /**
     * Takes in a page of `/tasks`, newest first. New rows keep their place: on the first page above
     * all that is known, on a later one below what stands before it.
     * @param below the rank of what stands before the page; null for the first one
     * @returns the rank at which the page ends, and how many of its rows were known
     */
    async take(owner: string, tasks: ListedTask[], below: number | null, nowMs: number) {
      if (tasks.length === 0) return { lastRank: below ?? nowMs, known: 0 };
      const listed = (await known(owner, tasks)).filter((row) => row.listed_at !== null);
      const ranks = new Map(listed.map((row) => [row.id, row.rank]));
      let lastRank = below ?? nowMs;
      const rows = tasks.map((task) => {
        lastRank = ranks.get(task.id) ?? lastRank - 0.001;
        return {
          owner,
          id: task.id,
          name: task.name,
          search: `${task.name} ${task.id}`.toLowerCase(),
          active: task.active ? 1 : 0,
          rank: lastRank,
          listed_at: nowMs,
        };
      });
      // In one order, so that two instances that take the same page never wait for each other.
      const ordered = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      await db
        .insertInto("tasks")
        .values(ordered)
        .onConflict((conflict) =>
          conflict.columns(["owner", "id"]).doUpdateSet((eb) => ({
            // A server may take a while to name a task; until then it is called as it was.
            name: keptUnlessNamed("name"),
            search: keptUnlessNamed("search"),
            active: eb.ref("excluded.active"),
            rank: eb.ref("excluded.rank"),
            listed_at: eb.ref("excluded.listed_at"),
          })),
        )
        .execute();
      return { lastRank, known: listed.length };
    },

    /**
     * Makes a task known that no list has named yet; it ranks below those that one did.
     * @param made of one that was just created: what it is called until then; it ranks first
     */
    async meet(
      owner: string,
      id: string,
      made: { name: string; atMs: number } | null = null,
    ): Promise<void> {
      const rank = made?.atMs ?? ((await lowestRank(owner)) ?? 0) - 1;
      const name = made?.name ?? "";
      const search = `${name} ${id}`.trim().toLowerCase();
      await db
        .insertInto("tasks")
        .values({ owner, id, name, search, active: 1, rank, listed_at: null })
        .onConflict((conflict) => conflict.columns(["owner", "id"]).doNothing())
        .execute();
    },

    async setNewestRun(
      owner: string,
      id: string,
      runId: string | null,
      atMs: number,
      fence: Fence | null = null,
    ): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        if (fence) await keepLease(transaction, { owner, taskId: id }, fence);
        await transaction
          .updateTable("tasks")
          .set({ newest_run_id: runId, runs_read_at: atMs })
          .where("owner", "=", owner)
          .where("id", "=", id)
          .execute();
      });
    },

    /** Remembers how many runs a task has, if it is more than was known: they do not get fewer. */
    async noteRuns(owner: string, id: string, total: number): Promise<void> {
      await db
        .updateTable("tasks")
        .set({ runs_total: total })
        .where("owner", "=", owner)
        .where("id", "=", id)
        .where(({ or, eb }) => or([eb("runs_total", "is", null), eb("runs_total", "<", total)]))
        .execute();
    },

    /** A page of the tasks that match: who must act first, then what moves, then the newest. */
    async list(owner: string, filter: TaskFilter, offset: number, limit: number) {
      return matching(owner, filter)
        .select(["tasks.id", "tasks.name", "tasks.active", "tasks.rank", "tasks.runs_read_at"])
        .select(["runs.id as run_id", "runs.step", "runs.created_at", "runs.changed_at"])
        .select((eb) =>
          eb
            .selectFrom("transitions")
            .select("precision_ms")
            .whereRef("transitions.owner", "=", "tasks.owner")
            .whereRef("transitions.task_id", "=", "tasks.id")
            .whereRef("transitions.run_id", "=", "runs.id")
            .whereRef("transitions.at", "=", "runs.changed_at")
            .where("kind", "!=", "gap")
            .orderBy("seq", "desc")
            .limit(1)
            .as("changed_within_ms"),
        )
        .select(stateOf.as("state"))
        .orderBy(orderOf)
        .orderBy("tasks.rank", "desc")
        .offset(offset)
        .limit(limit)
        .execute();
    },

    async count(owner: string, filter: TaskFilter): Promise<number> {
      const row = await matching(owner, filter)
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    /**
     * How many tasks are known, the rank of the newest, and how many wait for their owner: those of
     * which the newest run does.
     */
    async tally(owner: string) {
      const waiting = db
        .selectFrom("runs")
        .innerJoin("tasks", (join) =>
          join
            .onRef("tasks.owner", "=", "runs.owner")
            .onRef("tasks.id", "=", "runs.task_id")
            .onRef("tasks.newest_run_id", "=", "runs.id"),
        )
        .where("runs.owner", "=", owner)
        // Both databases then look through the runs that go on, and no others.
        .where(GOING_ON)
        .where("runs.state", "=", "waiting")
        .select(({ fn }) => fn.countAll<number>().as("count"));
      const row = await db
        .selectFrom("tasks")
        .where("owner", "=", owner)
        .select(({ fn }) => [
          fn.countAll<number>().as("known"),
          fn.max("rank").as("newest"),
          waiting.as("waiting"),
        ])
        .executeTakeFirstOrThrow();
      const { known, newest, waiting: waits } = row;
      return { known: Number(known), newest: newest ?? 0, waiting: Number(waits) };
    },

    /** Ids of active tasks: those whose newest run may still change first, then the newest. */
    async active(owner: string, limit: number): Promise<string[]> {
      return idsOf(
        await withRun(owner)
          .where("tasks.active", "=", 1)
          .select("tasks.id")
          .orderBy(sql`case when ${stateOf} in (${sql.join([...ENDED_STATES])}) then 1 else 0 end`)
          .orderBy("tasks.rank", "desc")
          .limit(limit)
          .execute(),
      );
    },

    /** Ids of inactive tasks whose runs were never asked for, the newest first. */
    async unread(owner: string, limit: number): Promise<string[]> {
      return idsOf(
        await withRun(owner)
          .where("tasks.active", "=", 0)
          .where("tasks.runs_read_at", "is", null)
          .select("tasks.id")
          .orderBy("tasks.rank", "desc")
          .limit(limit)
          .execute(),
      );
    },
  };
};
