import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

/** Whose server has shown that it cannot take answers (upstream.md point 12). */
export const answerRefusalQueries = (db: Kysely<Schema>) => ({
  /** It refused the right answer to the question that was open. */
  async note(owner: string, atMs: number): Promise<void> {
    await db
      .insertInto("answer_refusals")
      .values({ owner, at: atMs })
      .onConflict((conflict) => conflict.column("owner").doUpdateSet({ at: atMs }))
      .execute();
  },

  /** It took one. */
  async forget(owner: string): Promise<void> {
    await db.deleteFrom("answer_refusals").where("owner", "=", owner).execute();
  },

  /** Epoch ms of the last time; null when it never did, or has taken one since. */
  async atOf(owner: string): Promise<number | null> {
    const row = await db
      .selectFrom("answer_refusals")
      .select("at")
      .where("owner", "=", owner)
      .executeTakeFirst();
    return row?.at ?? null;
  },

  /** Forgets what is so old that the server may have learned it since. */
  async dropOld(beforeMs: number): Promise<void> {
    await db.deleteFrom("answer_refusals").where("at", "<", beforeMs).execute();
  },
});
