import "server-only";
import type { Kysely, Selectable } from "kysely";
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

  return {
    /** Notes that something is about to be asked; one asked again is asked anew. */
    async note(request: RequestKey, who: RequestRecord["who"], atMs: number): Promise<void> {
      await db
        .insertInto("requests")
        .values({ ...columnsOf(request), who, at: atMs, accepted: 0 })
        .onConflict((conflict) =>
          conflict
            .columns(["owner", "task_id", "run_id", "kind", "tool_call_id"])
            .doUpdateSet({ who, at: atMs, accepted: 0 }),
        )
        .execute();
    },

    /** The server accepted it. */
    async accept(request: RequestKey): Promise<void> {
      const { owner, task_id, run_id, kind, tool_call_id } = columnsOf(request);
      await db
        .updateTable("requests")
        .set({ accepted: 1 })
        .where("owner", "=", owner)
        .where("task_id", "=", task_id)
        .where("run_id", "=", run_id)
        .where("kind", "=", kind)
        .where("tool_call_id", "=", tool_call_id)
        .execute();
    },

    /** It came to nothing. */
    async drop(request: RequestKey): Promise<void> {
      await dropRequest(db, columnsOf(request));
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
