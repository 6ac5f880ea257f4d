import "server-only";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, type PoolClient, types } from "pg";
import { causeText, log } from "@/lib/server/log";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 2_000;
/** After these PostgreSQL itself ends a statement, and a transaction that nobody goes on with. */
const STATEMENT_TIMEOUT_MS = 5_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 10_000;
/** After this a server that does not even do that counts as gone. */
const ANSWER_TIMEOUT_MS = 8_000;

/** int8 and numeric: times, counts and sums, all well below 2^53. */
const NUMBERS: readonly number[] = [types.builtins.INT8, types.builtins.NUMERIC];

type Patience = { unlimited: boolean };

/** A pooled connection that is given up, not waited for, when the server falls silent. */
function prompt(client: PoolClient, patience: Patience): PostgresPoolClient {
  let givenUp = false;
  const query = async (text: string, values: readonly unknown[]) => {
    const giveUp = () => {
      if (patience.unlimited) return;
      givenUp = true;
      client.release(true);
    };
    const timer = setTimeout(giveUp, ANSWER_TIMEOUT_MS);
    try {
      return await client.query(text, [...values]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    // The other form that Kysely knows takes a cursor; nothing here streams.
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => {
      if (!givenUp) client.release(destroy);
    },
  };
}

/**
 * Connections to PostgreSQL, made as they are needed: those that a restart of the server ended are
 * replaced. TLS is as the URL's `sslmode` says.
 * @param patience while it is `unlimited`, a connection waits for an answer as long as it takes
 */
export function postgresPool(databaseUrl: string, patience: Patience): PostgresPool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: "runboard",
    max: CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        NUMBERS.includes(oid) ? Number : types.getTypeParser(oid, format),
    },
  });
  // One that breaks while it is in use says so itself only: without a listener the process ends.
  pool.on("connect", (client) =>
    client.on("error", (error) =>
      log("warn", "a connection to the database was lost", { reason: causeText(error) }),
    ),
  );
  pool.on("error", () => {});
  return {
    options: pool.options,
    connect: async () => prompt(await pool.connect(), patience),
    end: () => pool.end(),
  };
}
