import "server-only";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Schema } from "@/lib/server/store/schema";
import type { RunKey } from "@/lib/server/store/transitions";

export type RequestRecord = Selectable<Schema["requests"]>;
/** Which request of a run; a stop has no tool call. */
export type RequestKey = RunKey & { kind: RequestRecord["kind"]; toolCallId: string };

type Columns = Pick<RequestRecord, "owner" | "task_id" | "run_id" | "kind" | "tool_call_id">;

/** Forgets what was asked. */
export async function dropRequest(on: Kysely<Schema>, request: Columns): Promise<void> {
  await on
    .deleteFrom("requests")
    .where("owner", "=", request.owner)
    .where("task_id", "=", request.task_id)
    .where("run_id", "=", request.run_id)
    .where("kind", "=", request.kind)
    .where("tool_call_id", "=", request.tool_call_id)
    .execute();
}

/** What was asked of runs and has not come true yet: who and when, never what was said. */
export const requestQueries = (db: Kysely<Schema>) => {
  const columnsOf = ({ owner, taskId, runId, kind, toolCallId }: RequestKey): Columns => ({
    owner,
    task_id: taskId,
    run_id: runId,
    kind,
    tool_call_id: toolCallId,
  });

  const noted = (on: Kysely<Schema>, request: RequestKey) => {
    const { owner, task_id, run_id, kind, tool_call_id } = columnsOf(request);
    return on
      .updateTable("requests")
      .where("owner", "=", owner)
      .where("task_id", "=", task_id)
      .where("run_id", "=", run_id)
      .where("kind", "=", kind)
      .where("tool_call_id", "=", tool_call_id);
  };

  return {
    /**
     * Notes that something is about to be asked, unless it is being asked right now. What was
     * accepted before stays the one that is told.
     * @param lastsMs after which one under way is over, whatever became of its process
     * @returns whether it may be sent
     */
    async begin(
      request: RequestKey,
      who: RequestRecord["who"],
      atMs: number,
      lastsMs: number,
    ): Promise<boolean> {
      const sent = { who, at: atMs, sent_at: atMs, under_way: 1 };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("requests")
        .values({ ...columnsOf(request), ...sent, accepted: 0 })
        .onConflict((conflict) =>
          conflict
            .columns(["owner", "task_id", "run_id", "kind", "tool_call_id"])
            .doUpdateSet({
              who: sql<
                RequestRecord["who"]
              >`case when requests.accepted = 1 then requests.who else excluded.who end`,
              at: sql<number>`case when requests.accepted = 1 then requests.at else excluded.at end`,
              sent_at: atMs,
              under_way: 1,
            })
            .where(({ or, eb }) =>
              or([eb("requests.under_way", "=", 0), eb("requests.sent_at", "<=", atMs - lastsMs)]),
            ),
        )
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) > 0;
    },

    /** The server accepted it. */
    async accept(request: RequestKey): Promise<void> {
      await noted(db, request).set({ accepted: 1 }).execute();
    },

    /** It is no longer under way. */
    async finish(request: RequestKey): Promise<void> {
      await noted(db, request).set({ under_way: 0 }).execute();
    },

    /** Nothing is under way: the process that was the only one is gone. */
    async finishAll(): Promise<void> {
      await db.updateTable("requests").set({ under_way: 0 }).where("under_way", "=", 1).execute();
    },

    /** It came to nothing; one that was accepted before is not forgotten for that. */
    async drop(request: RequestKey): Promise<void> {
      const { owner, task_id, run_id, kind, tool_call_id } = columnsOf(request);
      await db
        .deleteFrom("requests")
        .where("owner", "=", owner)
        .where("task_id", "=", task_id)
        .where("run_id", "=", run_id)
        .where("kind", "=", kind)
        .where("tool_call_id", "=", tool_call_id)
        .where("accepted", "=", 0)
        .execute();
    },

    /** All that is asked of a run, in the order it was asked. */
    async of({ owner, taskId, runId }: RunKey): Promise<RequestRecord[]> {
      return db
        .selectFrom("requests")
        .selectAll()
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .orderBy("at")
        .execute();
    },
  };
};
