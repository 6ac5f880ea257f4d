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

async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/**
 * A PostgreSQL database for a group of tests that `describeOnPostgres` registers, emptied after
 * each of them. It is there once the tests run, and so is what the function returns.
 */
export function postgresDatabase(): () => string {
  const name = `tests_${randomBytes(6).toString("hex")}`;
  const serverUrl = () => inject("postgresUrl") ?? "";
  const databaseUrl = () => {
    const url = new URL(serverUrl());
    url.pathname = name;
    return url.href;
  };
  beforeAll(() => administer(serverUrl(), `create database ${name}`));
  afterEach(() => administer(databaseUrl(), "drop schema public cascade", "create schema public"));
  afterAll(() => administer(serverUrl(), `drop database ${name} with (force)`));
  return databaseUrl;
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
