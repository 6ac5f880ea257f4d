import "server-only";
import type { Kysely, Selectable } from "kysely";
import type { Schema } from "@/lib/server/store/schema";

type SessionRow = Selectable<Schema["sessions"]>;

/** The sessions people signed in to: looked at on every request, so that they can be revoked. */
export const sessionQueries = (db: Kysely<Schema>) => ({
  async insert(row: SessionRow): Promise<void> {
    await db.insertInto("sessions").values(row).execute();
  },

  async find(sid: string): Promise<SessionRow | undefined> {
    return db.selectFrom("sessions").selectAll().where("sid", "=", sid).executeTakeFirst();
  },

  async touch(sid: string, atMs: number): Promise<void> {
    await db.updateTable("sessions").set({ last_active_at: atMs }).where("sid", "=", sid).execute();
  },

  async end(sid: string, atMs: number): Promise<void> {
    await db
      .updateTable("sessions")
      .set({ ended_at: atMs })
      .where("sid", "=", sid)
      .where("ended_at", "is", null)
      .execute();
  },

  /** Which of these sessions have ended. */
  async endedOf(sids: string[]): Promise<string[]> {
    if (sids.length === 0) return [];
    const rows = await db
      .selectFrom("sessions")
      .select("sid")
      .where("sid", "in", sids)
      .where("ended_at", "is not", null)
      .execute();
    return rows.map((row) => row.sid);
  },

  /** Ends every session of a key that its server no longer accepts. */
  async endOfOwner(owner: string, atMs: number): Promise<void> {
    await db
      .updateTable("sessions")
      .set({ ended_at: atMs })
      .where("owner", "=", owner)
      .where("ended_at", "is", null)
      .execute();
  },

  async deleteCreatedBefore(atMs: number): Promise<void> {
    await db.deleteFrom("sessions").where("created_at", "<", atMs).execute();
  },
});
