import "server-only";
import type { Kysely, Selectable } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

export type CreationRecord = Selectable<Schema["creations"]>;

/** Tasks that were created here, by the client's idempotency key. */
export const creationQueries = (db: Kysely<Schema>) => ({
  /** @returns whether it is the first under its key */
  async begin(creation: Omit<CreationRecord, "state" | "task_id">): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("creations")
      .values({ ...creation, state: "pending", task_id: null })
      .onConflict((conflict) => conflict.columns(["owner", "id"]).doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows) > 0;
  },

  /** Forgets one that surely came to nothing, so that its key may try again. */
  async drop(owner: string, id: string): Promise<void> {
    await db
      .deleteFrom("creations")
      .where("owner", "=", owner)
      .where("id", "=", id)
      .where("state", "=", "pending")
      .execute();
  },

  /** How it went. */
  async finish(
    owner: string,
    id: string,
    state: Exclude<CreationRecord["state"], "pending">,
    taskId: string | null,
  ): Promise<void> {
    await db
      .updateTable("creations")
      .set({ state, task_id: taskId })
      .where("owner", "=", owner)
      .where("id", "=", id)
      .execute();
  },

  /** What was under way is lost: the process that was the only one is gone. */
  async loseAll(): Promise<void> {
    await db
      .updateTable("creations")
      .set({ state: "unconfirmed" })
      .where("state", "=", "pending")
      .execute();
  },

  async find(owner: string, id: string): Promise<CreationRecord | undefined> {
    return db
      .selectFrom("creations")
      .selectAll()
      .where("owner", "=", owner)
      .where("id", "=", id)
      .executeTakeFirst();
  },

  /** Whether a task was created here; asked with each look at its runs. */
  async has(owner: string, taskId: string): Promise<boolean> {
    const row = await db
      .selectFrom("creations")
      .select("id")
      .where("owner", "=", owner)
      .where("task_id", "=", taskId)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** What a task was created with; undefined for one that was not created here. */
  async ofTask(owner: string, taskId: string): Promise<CreationRecord | undefined> {
    return db
      .selectFrom("creations")
      .selectAll()
      .where("owner", "=", owner)
      .where("task_id", "=", taskId)
      .executeTakeFirst();
  },
});
