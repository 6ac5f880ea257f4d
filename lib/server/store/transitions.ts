import "server-only";
import type { Kysely, Selectable } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

export type TransitionRow = Selectable<Schema["transitions"]>;
export type RunKey = { owner: string; taskId: string; runId: string };

/** What was seen of runs, in the order it was seen. */
export const transitionQueries = (db: Kysely<Schema>) => {
  const ofRun = ({ owner, taskId, runId }: RunKey) =>
    db
      .selectFrom("transitions")
      .selectAll()
      .where("owner", "=", owner)
      .where("task_id", "=", taskId)
      .where("run_id", "=", runId);

  return {
    /** The newest `limit` transitions, oldest first; with `before`, those older than that seq. */
    async newest(run: RunKey, limit: number, before?: number): Promise<TransitionRow[]> {
      const query = before === undefined ? ofRun(run) : ofRun(run).where("seq", "<", before);
      return (await query.orderBy("seq", "desc").limit(limit).execute()).toReversed();
    },

    /** The tool calls that were seen of a run, as they were stored, the newest first. */
    async toolCalls({ owner, taskId, runId }: RunKey, limit: number) {
      const rows = await db
        .selectFrom("transitions")
        .select(["seq", "tool_call"])
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .where("tool_call", "is not", null)
        .orderBy("seq", "desc")
        .limit(limit)
        .$narrowType<{ tool_call: string }>()
        .execute();
      return rows.map(({ seq, tool_call: call }) => ({ seq, call }));
    },

    /** Those later than a seq, oldest first. */
    async after(run: RunKey, seq: number, limit: number): Promise<TransitionRow[]> {
      return ofRun(run).where("seq", ">", seq).orderBy("seq", "asc").limit(limit).execute();
    },
  };
};
