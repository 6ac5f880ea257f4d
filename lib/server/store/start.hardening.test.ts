import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readinessQueries } from "@/lib/server/store/readiness";
import type { Schema } from "@/lib/server/store/schema";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore } from "@/lib/server/store/store";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-store-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Lets SQLite pass for another release. */
function pretend(version: string): void {
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, "prepare").mockImplementation(function (
    this: DatabaseSync,
    text,
    ...more
  ) {
    return prepare.call(
      this,
      text.includes("sqlite_version()") ? `select '${version}' as version` : text,
      ...more,
    );
  });
}

test.each(["3.51.2", "3.50.9", "2.99.99"])("SQLite %s is too old to start with", (version) => {
  pretend(version);
  expect(() => sqliteDialect(directory)).toThrow(
    /^Runboard cannot start: SQLite 3\.51\.3 or newer is needed\.$/,
  );
});

test.each(["3.51.3", "3.52.0", "4.0.0"])("SQLite %s is not", (version) => {
  pretend(version);
  expect(() => sqliteDialect(directory)).not.toThrow();
});

test("whether the store takes writes is tried once a second, however often it is asked", async () => {
  const store = await openStore(sqliteDialect(directory));
  await store.close();
  const log = vi.fn();
  const db = new Kysely<Schema>({ dialect: sqliteDialect(directory), log });
  const { probe } = readinessQueries(db);
  await Promise.all([probe(), probe(), probe()]);
  expect(log).toHaveBeenCalledTimes(1);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1_000);
  await Promise.all([probe(), probe()]);
  expect(log).toHaveBeenCalledTimes(2);
  await db.destroy();
  vi.restoreAllMocks();
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 5_000);
  await expect(probe()).rejects.toThrow();
});
