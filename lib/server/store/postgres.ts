import "server-only";
import { PostgresAdapter, PostgresDialect, type PostgresPool, sql } from "kysely";
import { postgresPool } from "@/lib/server/store/postgres-pool";

/** Schema changes, and waiting for those of another instance, take as long as they take. */
class MigrationAdapter extends PostgresAdapter {
  readonly #patience: { unlimited: boolean };

  constructor(patience: { unlimited: boolean }) {
    super();
    this.#patience = patience;
  }

  override async acquireMigrationLock(
    ...args: Parameters<PostgresAdapter["acquireMigrationLock"]>
  ) {
    this.#patience.unlimited = true;
    await sql`set statement_timeout = 0`.execute(args[0]);
    await super.acquireMigrationLock(...args);
  }

  override async releaseMigrationLock(
    ...args: Parameters<PostgresAdapter["releaseMigrationLock"]>
  ) {
    await super.releaseMigrationLock(...args);
    await sql`reset statement_timeout`.execute(args[0]);
    this.#patience.unlimited = false;
  }
}

async function refuseUnusable(pool: PostgresPool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ encoding: string }>(
      "select current_setting('server_encoding') as encoding",
      [],
    );
    if (rows[0]?.encoding !== "UTF8") {
      throw new Error("Runboard cannot start: the database of DATABASE_URL must be in UTF8.");
    }
  } finally {
    client.release();
  }
}

const isOurs = (error: unknown) =>
  error instanceof Error && error.message.startsWith("Runboard cannot start: ");

/** Where a database is, without who may open it. */
const placeOf = ({ host, pathname }: URL) => `${pathname.slice(1)} on ${host || "this machine"}`;

/**
 * The PostgreSQL database at `databaseUrl`, which several instances may share.
 * Throws one clear sentence, without the password, when it cannot be reached or used.
 */
export async function postgresDialect(databaseUrl: string): Promise<PostgresDialect> {
  const patience = { unlimited: false };
  const pool = postgresPool(databaseUrl, patience);
  try {
    await refuseUnusable(pool);
  } catch (error) {
    await pool.end();
    if (isOurs(error)) throw error;
    throw new Error(
      `Runboard cannot start: the database ${placeOf(new URL(databaseUrl))} cannot be reached.`,
      { cause: error },
    );
  }
  const dialect = new PostgresDialect({ pool });
  dialect.createAdapter = () => new MigrationAdapter(patience);
  return dialect;
}
