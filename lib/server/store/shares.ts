import "server-only";
import { type Kysely, type Selectable, sql } from "kysely";
import { databaseNow } from "@/lib/server/store/leases";
import type { Schema } from "@/lib/server/store/schema";
import type { RunKey } from "@/lib/server/store/transitions";

export type ShareRecord = Selectable<Schema["shares"]>;
export type NewShare = Omit<
  ShareRecord,
  | "paused_at"
  | "paused_why"
  | "ended_at"
  | "ended_why"
  | "last_opened_at"
  | "views"
  | "tool_call_id"
  | "used_at"
> & { tool_call_id?: string | null };
export type ShareChange = Partial<
  Pick<
    ShareRecord,
    | "label"
    | "include_task_name"
    | "include_result"
    | "include_tool_calls"
    | "include_live"
    | "badge"
    | "card"
    | "paused_at"
    | "paused_why"
    | "sealed_key"
  >
>;
/** All of an owner's, or those of one run. */
type ShareScope = { owner: string; run: RunKey | null };

type PausedWhy = ShareRecord["paused_why"];

const BATCH_ROWS = 500;
/** Neither ended nor used. */
const LIVES = sql<boolean>`shares.ended_at is null and shares.used_at is null`;
const UNPAUSED = { paused_at: null, paused_why: null };
/** Where a link needs its key no more. */
export const WITHOUT_KEY = { sealed_key: null };

/** Links that show a run to people without a key. All times are epoch ms. */
export const shareQueries = (db: Kysely<Schema>) => {
  const within = ({ owner, run }: ShareScope) =>
    db
      .selectFrom("shares")
      .where("shares.owner", "=", owner)
      .$if(run !== null, (query) =>
        query
          .where("shares.task_id", "=", run?.taskId ?? "")
          .where("shares.run_id", "=", run?.runId ?? ""),
      );

  const withNames = (shares: ReturnType<typeof within>) =>
    shares
      .leftJoin("tasks", (join) =>
        join.onRef("tasks.owner", "=", "shares.owner").onRef("tasks.id", "=", "shares.task_id"),
      )
      .leftJoin("runs", (join) =>
        join
          .onRef("runs.owner", "=", "shares.owner")
          .onRef("runs.task_id", "=", "shares.task_id")
          .onRef("runs.id", "=", "shares.run_id"),
      )
      .selectAll("shares")
      .select(["tasks.name as task_name", "runs.state as run_state"]);

  /** How many of the same kind live: of those that answer, to the same question. */
  const count = async (
    on: Kysely<Schema>,
    { owner, taskId, runId }: RunKey,
    callId: string | null,
  ) => {
    const { live } = await on
      .selectFrom("shares")
      .select(({ fn }) => fn.countAll<number>().as("live"))
      .where("owner", "=", owner)
      .where("task_id", "=", taskId)
      .where("run_id", "=", runId)
      .where("tool_call_id", callId === null ? "is" : "=", callId)
      .where("ended_at", "is", null)
      .executeTakeFirstOrThrow();
    return Number(live);
  };

  return {
    /** @returns false when the run, or the question, has `most` live links already */
    async insert(share: NewShare, most: number): Promise<boolean> {
      return db.transaction().execute(async (transaction) => {
        const run = { owner: share.owner, taskId: share.task_id, runId: share.run_id };
        // Holds the run's row, so that two who share it at once are counted one after the other.
        await transaction
          .updateTable("runs")
          .set(({ ref }) => ({ live_seen: ref("live_seen") }))
          .where("owner", "=", run.owner)
          .where("task_id", "=", run.taskId)
          .where("id", "=", run.runId)
          .execute();
        if ((await count(transaction, run, share.tool_call_id ?? null)) >= most) return false;
        await transaction
          .insertInto("shares")
          .values({ ...share, ...UNPAUSED, ended_at: null, ended_why: null, views: 0 })
          .execute();
        return true;
      });
    },

    /** One that shows a run; those that answer a question are in `answerLinks`. */
    async find(id: string): Promise<ShareRecord | undefined> {
      return db
        .selectFrom("shares")
        .selectAll()
        .where("id", "=", id)
        .where("tool_call_id", "is", null)
        .executeTakeFirst();
    },

    /** Somebody opened it. */
    async noteView(id: string, atMs: number): Promise<void> {
      await db
        .updateTable("shares")
        .set(({ eb }) => ({ views: eb("views", "+", 1), last_opened_at: atMs }))
        .where("id", "=", id)
        .execute();
    },

    /** A page of links, those that live first, then the newest, with their tasks and runs. */
    async list(scope: ShareScope, offset: number, limit: number) {
      return withNames(within(scope))
        .orderBy(sql`case when ${LIVES} then 0 else 1 end`)
        .orderBy("shares.created_at", "desc")
        .orderBy("shares.id")
        .offset(offset)
        .limit(limit)
        .execute();
    },

    /** One link with its task and run. */
    async withNames(owner: string, id: string) {
      return withNames(within({ owner, run: null }))
        .where("shares.id", "=", id)
        .executeTakeFirst();
    },

    /** How many links there are, and how many of them live. */
    async counts(scope: ShareScope): Promise<{ total: number; live: number }> {
      const row = await within(scope)
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .select(sql<number>`count(case when ${LIVES} then 1 end)`.as("live"))
        .executeTakeFirstOrThrow();
      return { total: Number(row.total), live: Number(row.live) };
    },

    /** Changes a live link. @returns whether there is such a one */
    async change(owner: string, id: string, change: ShareChange): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("shares")
        .set(change)
        .where("owner", "=", owner)
        .where("id", "=", id)
        .where("ended_at", "is", null)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },

    /**
     * Ends links for good, and forgets their keys.
     * @param id null for all of the owner's
     * @returns how many lived until then
     */
    async revoke(owner: string, id: string | null, atMs: number): Promise<number> {
      const { numUpdatedRows } = await db
        .updateTable("shares")
        .set({ ...WITHOUT_KEY, ended_at: atMs, ended_why: "revoked" })
        .where("owner", "=", owner)
        .$if(id !== null, (query) => query.where("id", "=", id ?? ""))
        .where("ended_at", "is", null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    /** Ends what has expired, for good. Nothing is written where nothing has. */
    async endExpired(nowMs: number): Promise<void> {
      const expired = await db
        .selectFrom("shares")
        .select("id")
        .where("expires_at", "<=", nowMs)
        .where("ended_at", "is", null)
        .limit(1)
        .executeTakeFirst();
      if (!expired) return;
      await db
        .updateTable("shares")
        .set(({ ref }) => ({ ...WITHOUT_KEY, ended_at: ref("expires_at"), ended_why: "expired" }))
        .where("expires_at", "<=", nowMs)
        .where("ended_at", "is", null)
        .execute();
    },

    /** The server no longer accepts a key: its links rest until the owner opens them again. */
    async pauseOfOwner(owner: string, atMs: number): Promise<void> {
      await db
        .updateTable("shares")
        .set(({ fn, ref, val }) => ({
          ...WITHOUT_KEY,
          paused_at: fn.coalesce("paused_at", val(atMs)),
          paused_why: sql<PausedWhy>`coalesce(${ref("paused_why")}, 'key_rejected')`,
        }))
        .where("owner", "=", owner)
        .where("ended_at", "is", null)
        .execute();
    },

    /**
     * Deletes links that ended more than `ageMs` ago by the database's clock.
     * @returns how many; fewer than a batch when none are left
     */
    async dropEnded(ageMs: number): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom("shares")
        .where("id", "in", (eb) =>
          eb
            .selectFrom("shares as old")
            .select("old.id")
            .where("old.ended_at", "<", sql<number>`${databaseNow(db)} - ${ageMs}`)
            .limit(BATCH_ROWS),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
};
