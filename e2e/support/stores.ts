/** The same tests on every database that the store knows. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomBytes } from "node:crypto";
import type { Dialect } from "kysely";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from "vitest";
import { postgresDialect } from "@/lib/server/store/postgres";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";

/** Opens the store of the test that runs, empty the first time; it is closed after the test. */
type Open = () => Promise<Store>;

/** Registers the tests with a way to open stores on what `dialect` gives. */
function runWith(tests: (open: Open) => void, dialect: () => Dialect | Promise<Dialect>): void {
  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  tests(async () => {
    const store = await openStore(await dialect());
    opened.push(store);
    return store;
  });
}

/** One database of its own for a group of tests, emptied after each. */
function freshDatabase(serverUrl: string): () => string {
  const name = `tests_${randomBytes(6).toString("hex")}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  const run = async (on: string, ...statements: string[]) => {
    const client = new Client(on);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  beforeAll(() => run(serverUrl, `create database ${name}`));
  afterEach(() => run(url.href, "drop schema public cascade", "create schema public"));
  afterAll(() => run(serverUrl, `drop database ${name} with (force)`));
  return () => url.href;
}

/** Where the tests' PostgreSQL database is, emptied after each test; to be called in a group. */
export function postgresDatabase(): () => string {
  const serverUrl = inject("postgresUrl");
  if (!serverUrl) throw new Error("There is no PostgreSQL: skip this group of tests.");
  return freshDatabase(serverUrl);
}

/** Registers tests that need PostgreSQL; without it they are skipped, which was said at the start. */
export const describeOnPostgres = (name: string, tests: () => void) =>
  describe.skipIf(inject("postgresUrl") === null)(name, tests);

/**
 * Runs the tests on SQLite and on PostgreSQL, each test with an empty database. A test that calls
 * `open` twice has two stores on one database, as two instances have.
 */
export function inEachStore(name: string, tests: (open: Open) => void): void {
  describe(`${name} on SQLite`, () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(path.join(tmpdir(), "runboard-store-"));
    });
    // Registered before those of the tests, it runs after them.
    afterEach(() => rmSync(directory, { recursive: true, force: true }));
    runWith(tests, () => sqliteDialect(directory));
  });
  describeOnPostgres(`${name} on PostgreSQL`, () => {
    const url = postgresDatabase();
    runWith(tests, () => postgresDialect(url()));
  });
}
