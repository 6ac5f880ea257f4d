/** Global set-up of the unit tests: one PostgreSQL server for all of them. */
import type { TestProject } from "vitest/node";
import { startPostgres } from "../run/postgres.mjs";
import { findPostgres } from "../run/postgres-binaries.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the server is; null on a machine without PostgreSQL. */
    postgresUrl: string | null;
  }
}

/**
 * Without PostgreSQL the tests that need it are skipped, and it is said so; with
 * REQUIRE_POSTGRES=1 they must run.
 * @returns what stops the server again
 */
export default async function startPostgresForTests({ provide }: TestProject) {
  const required = process.env.REQUIRE_POSTGRES === "1";
  if (!findPostgres() && !required) {
    console.warn(
      "\n!!! No PostgreSQL was found: what is tested on it is SKIPPED (npm test installs it)\n",
    );
    provide("postgresUrl", null);
    return () => {};
  }
  const postgres = await startPostgres({ fsync: false });
  provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
