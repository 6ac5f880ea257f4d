import "server-only";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type SqliteDatabase, SqliteDialect } from "kysely";
import { LRUCache } from "lru-cache";

/** The first release without the corruption bug that a checkpoint under load could cause. */
const OLDEST_SQLITE = [3, 51, 3] as const;

function refuseOldSqlite(db: DatabaseSync): void {
  const row = db.prepare("select sqlite_version() as version").get();
  const version = String(row?.version).split(".").map(Number);
  const older = OLDEST_SQLITE.map((part, index) => (version[index] ?? 0) - part).find(
    (d) => d !== 0,
  );
  if (older !== undefined && older < 0) {
    throw new Error(`Runboard cannot start: SQLite ${OLDEST_SQLITE.join(".")} or newer is needed.`);
  }
}

/**
 * `node:sqlite` in the shape that Kysely's SQLite dialect expects of better-sqlite3: statements say
 * whether they return rows and take their parameters as one array.
 */
function adapt(db: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, ReturnType<SqliteDatabase["prepare"]>>({ max: 200 });
  const prepare: SqliteDatabase["prepare"] = (text) => {
    const statement = db.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
      run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
      iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
    };
  };
  return {
    close: () => db.close(),
    prepare(text) {
      const known = statements.get(text) ?? prepare(text);
      statements.set(text, known);
      return known;
    },
  };
}

/**
 * The embedded database in `dataDir`, private to this user; what is committed is on the disk.
 * Throws one clear sentence when the directory or the file cannot be used.
 */
export function sqliteDialect(dataDir: string): SqliteDialect {
  const file = path.join(dataDir, "runboard.db");
  let db: DatabaseSync;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
    db = new DatabaseSync(file);
    chmodSync(file, 0o600);
    db.exec("pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=2000;");
  } catch (error) {
    throw new Error(`Runboard cannot start: its store ${file} cannot be opened.`, { cause: error });
  }
  refuseOldSqlite(db);
  return new SqliteDialect({ database: adapt(db) });
}
