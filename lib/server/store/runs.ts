import "server-only";
import type { Insertable, Kysely, Selectable } from "kysely";
import { type Fence, keepLease, type TaskKey } from "@/lib/server/store/leases";
import { dropRequest, type RequestRecord } from "@/lib/server/store/requests";
import { GOING_ON, type Schema } from "@/lib/server/store/schema";
import type { RunKey, TransitionRow } from "@/lib/server/store/transitions";

export type RunRecord = Selectable<Schema["runs"]>;
export type RunChange = Partial<Omit<RunRecord, "owner" | "task_id" | "id">>;
export type NewTransition = Omit<TransitionRow, "owner" | "task_id" | "run_id" | "action"> & {
  action?: string | null;
};

const NEW_RUN: RunChange & { state: string; live_seen: number } = {
  state: "unknown",
  live_seen: 0,
};

/** Runs and the state they were last seen in. */
export const runQueries = (db: Kysely<Schema>) => {
  const keyOf = ({ owner, taskId, runId }: RunKey) => ({ owner, task_id: taskId, id: runId });

  /** @throws Error when there is no such run: what is written of it would belong to nothing */
  const update = async (on: Kysely<Schema>, run: RunKey, change: RunChange): Promise<void> => {
    const { numUpdatedRows } = await on
      .updateTable("runs")
      .set(change)
      .where("owner", "=", run.owner)
      .where("task_id", "=", run.taskId)
      .where("id", "=", run.runId)
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) throw new Error("the run is not stored");
  };

  /** All or nothing; with a fence, nothing once another process has taken over. */
  const atomically = (
    run: RunKey,
    fence: Fence | null,
    work: (transaction: Kysely<Schema>) => Promise<unknown>,
  ) =>
    db.transaction().execute(async (transaction) => {
      if (fence) await keepLease(transaction, run, fence);
      await work(transaction);
    });

  return {
    async find({ owner, taskId, runId }: RunKey): Promise<RunRecord | undefined> {
      return db
        .selectFrom("runs")
        .selectAll()
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("id", "=", runId)
        .executeTakeFirst();
    },

    /** Makes runs known; what is recorded of those already known stays. */
    async add(owner: string, taskId: string, runs: { id: string; created_at: number | null }[]) {
      if (runs.length === 0) return;
      const rows: Insertable<Schema["runs"]>[] = runs
        .map((run) => ({ ...NEW_RUN, ...run, owner, task_id: taskId }))
        // In one order, so that two instances that add the same never wait for each other.
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      await db
        .insertInto("runs")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["owner", "task_id", "id"]).doNothing())
        .execute();
    },

    /** @param fence of the lease under which this is known; null where one process has it all */
    async update(run: RunKey, change: RunChange, fence: Fence | null = null): Promise<void> {
      if (!fence) await update(db, run, change);
      else await atomically(run, fence, (transaction) => update(transaction, run, change));
    },

    /**
     * Writes transitions and the state they lead to, both or neither.
     * @param over what was asked of the run and is told in them, so that it is told once
     */
    async append(
      run: RunKey,
      transitions: NewTransition[],
      change: RunChange,
      fence: Fence | null = null,
      over: readonly RequestRecord[] = [],
    ): Promise<void> {
      const { owner, task_id } = keyOf(run);
      await atomically(run, fence, async (transaction) => {
        if (transitions.length > 0) {
          await transaction
            .insertInto("transitions")
            .values(transitions.map((row) => ({ ...row, owner, task_id, run_id: run.runId })))
            .execute();
        }
        for (const request of over) await dropRequest(transaction, request);
        await update(transaction, run, change);
      });
    },

    /** Lets a gap begin earlier: what was seen last before it turned out to be another run's. */
    async mendGap(run: RunKey, seq: number, atMs: number, fence: Fence | null): Promise<void> {
      await atomically(run, fence, async (transaction) => {
        await transaction
          .updateTable("transitions")
          .set({ at: atMs })
          .where("owner", "=", run.owner)
          .where("task_id", "=", run.taskId)
          .where("run_id", "=", run.runId)
          .where("seq", "=", seq)
          .where("kind", "=", "gap")
          .execute();
        await update(transaction, run, { last_seen_at: atMs });
      });
    },

    /** Says more of how a run ended than was known then: of the run, and of its end's transition. */
    async amendEnd(
      run: RunKey,
      change: RunChange & { state: string },
      fence: Fence | null = null,
    ): Promise<void> {
      await atomically(run, fence, async (transaction) => {
        await transaction
          .updateTable("transitions")
          .set({ state: change.state })
          .where("owner", "=", run.owner)
          .where("task_id", "=", run.taskId)
          .where("run_id", "=", run.runId)
          .where("kind", "=", "end")
          .execute();
        await update(transaction, run, change);
      });
    },

    /** Tasks with runs that go on as far as anybody knows, those seen last first. */
    async tasksGoingOn(owner: string, limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom("runs")
        .select("task_id")
        .where("owner", "=", owner)
        .where(GOING_ON)
        .groupBy("task_id")
        .orderBy(
          ({ fn }) => fn.max("last_seen_at"),
          (order) => order.desc().nullsLast(),
        )
        .limit(limit)
        .execute();
      return rows.map((row) => row.task_id);
    },

    /** Runs of a task that go on as far as anybody knows, those seen last first. */
    async goingOn({ owner, taskId }: TaskKey, limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom("runs")
        .select("id")
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where(GOING_ON)
        .orderBy("last_seen_at", (order) => order.desc().nullsLast())
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },

    /** Some of a task's runs. */
    async named(owner: string, taskId: string, ids: string[]): Promise<RunRecord[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom("runs")
        .selectAll()
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("id", "in", ids)
        .execute();
    },

    /** A page of a task's known runs, newest first; those without a date last. */
    async list(owner: string, taskId: string, offset: number, limit: number): Promise<RunRecord[]> {
      return db
        .selectFrom("runs")
        .selectAll()
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .orderBy("created_at", (order) => order.desc().nullsLast())
        .orderBy("id", "desc")
        .offset(offset)
        .limit(limit)
        .execute();
    },

    /** How many runs of a task are known. */
    async count(owner: string, taskId: string): Promise<number> {
      const row = await db
        .selectFrom("runs")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
};
