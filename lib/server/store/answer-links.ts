import "server-only";
import { type Kysely, sql } from "kysely";
import type { RunState } from "@/lib/contract/api";
import type { Schema } from "@/lib/server/store/schema";
import { type ShareRecord, WITHOUT_KEY } from "@/lib/server/store/shares";
import type { RunKey } from "@/lib/server/store/transitions";

/** A link that lets somebody answer one question. */
export type AnswerLinkRecord = ShareRecord & { tool_call_id: string };
type EndedWhy = NonNullable<ShareRecord["ended_why"]>;

/** A link, and how its question stands by what was recorded. */
export type RecordedQuestion = {
  link: AnswerLinkRecord;
  runState: RunState;
  /** The tool call that was seen last, as it was stored; null when none is. */
  newestCall: string | null;
  /** Whether no newer run of the task is known: the status tells of that one alone. */
  isNewestRun: boolean;
};

/** Links that let one person answer one question, once. All times are epoch ms. */
export const answerLinkQueries = (db: Kysely<Schema>) => {
  const links = db
    .selectFrom("shares")
    .selectAll()
    .where("tool_call_id", "is not", null)
    .$narrowType<{ tool_call_id: string }>();

  const questions = db
    .selectFrom("shares")
    .leftJoin("runs", (join) =>
      join
        .onRef("runs.owner", "=", "shares.owner")
        .onRef("runs.task_id", "=", "shares.task_id")
        .onRef("runs.id", "=", "shares.run_id"),
    )
    .leftJoin("tasks", (join) =>
      join.onRef("tasks.owner", "=", "shares.owner").onRef("tasks.id", "=", "shares.task_id"),
    )
    .selectAll("shares")
    .select(["runs.state as run_state", "tasks.newest_run_id"])
    .select((eb) =>
      eb
        .selectFrom("transitions")
        .select("transitions.tool_call")
        .whereRef("transitions.owner", "=", "shares.owner")
        .whereRef("transitions.task_id", "=", "shares.task_id")
        .whereRef("transitions.run_id", "=", "shares.run_id")
        .where("transitions.tool_call", "is not", null)
        .orderBy("transitions.seq", "desc")
        .limit(1)
        .as("newest_call"),
    )
    .where("shares.tool_call_id", "is not", null)
    .$narrowType<{ tool_call_id: string }>();

  type Row = Awaited<ReturnType<(typeof questions)["execute"]>>[number];
  const recorded = ({ run_state, newest_call, newest_run_id, ...link }: Row): RecordedQuestion => ({
    link,
    runState: (run_state ?? "unknown") as RunState,
    newestCall: newest_call,
    isNewestRun: newest_run_id === null || newest_run_id === link.run_id,
  });

  return {
    /** One that answers; a link that shows a run is not found here. */
    async find(id: string): Promise<AnswerLinkRecord | undefined> {
      return links.where("id", "=", id).executeTakeFirst();
    },

    /** The link to a question that has not ended. */
    async live({ owner, taskId, runId }: RunKey, callId: string) {
      return links
        .where("owner", "=", owner)
        .where("task_id", "=", taskId)
        .where("run_id", "=", runId)
        .where("tool_call_id", "=", callId)
        .where("ended_at", "is", null)
        .executeTakeFirst();
    },

    /** How the question of a link stands by what was recorded. */
    async question(id: string): Promise<RecordedQuestion | undefined> {
      const row = await questions.where("shares.id", "=", id).executeTakeFirst();
      return row && recorded(row);
    },

    /** The questions of links that have not ended, the oldest first. @param owner null for all */
    async questions(owner: string | null, limit: number): Promise<RecordedQuestion[]> {
      const rows = await questions
        .where("shares.ended_at", "is", null)
        .$if(owner !== null, (query) => query.where("shares.owner", "=", owner ?? ""))
        .orderBy("shares.created_at")
        .limit(limit)
        .execute();
      return rows.map(recorded);
    },

    /** Takes a link for the one answer it lets through. @returns whether nobody had done so */
    async claim(id: string, atMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("shares")
        .set({ used_at: atMs })
        .where("id", "=", id)
        .where("tool_call_id", "is not", null)
        .where("used_at", "is", null)
        .where("ended_at", "is", null)
        .where("paused_at", "is", null)
        .where("expires_at", ">", atMs)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },

    /**
     * Gives a link back that nothing was sent through, also where it was taken for used meanwhile.
     * @param atMs when it was claimed
     * @param sealedKey what it held then, and forgot if it was ended for that
     */
    async release(id: string, atMs: number, sealedKey: string | null): Promise<void> {
      const isTaken = sql`ended_why in ('used', 'unconfirmed')`;
      await db
        .updateTable("shares")
        .set(({ ref }) => ({
          used_at: null,
          ended_at: sql<number | null>`case when ${isTaken} then null else ${ref("ended_at")} end`,
          ended_why: sql<EndedWhy | null>`case when ${isTaken} then null else ${ref("ended_why")} end`,
          sealed_key: sql<
            string | null
          >`case when ${isTaken} then ${sealedKey} else ${ref("sealed_key")} end`,
        }))
        .where("id", "=", id)
        .where("used_at", "=", atMs)
        .execute();
    },

    /**
     * Ends a link with what became of its answer, which counts more than what ended it meanwhile.
     * @param claimedAtMs when it was claimed
     */
    async use(
      id: string,
      claimedAtMs: number,
      atMs: number,
      why: "used" | "unconfirmed",
    ): Promise<void> {
      await db
        .updateTable("shares")
        .set(({ fn, val }) => ({
          ...WITHOUT_KEY,
          ended_at: fn.coalesce("ended_at", val(atMs)),
          ended_why: why,
        }))
        .where("id", "=", id)
        .where("used_at", "=", claimedAtMs)
        .execute();
    },

    /** Ends a link for good, and forgets its key; one that has ended stays as it is. */
    async end(id: string, atMs: number, why: EndedWhy): Promise<void> {
      await db
        .updateTable("shares")
        .set({ ...WITHOUT_KEY, ended_at: atMs, ended_why: why })
        .where("id", "=", id)
        .where("tool_call_id", "is not", null)
        .where("ended_at", "is", null)
        .execute();
    },
  };
};
