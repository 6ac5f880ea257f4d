import "server-only";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type SqliteDatabase, SqliteDialect } from "kysely";
import { LRUCache } from "lru-cache";
import { causeText, log } from "@/lib/server/log";

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

/** The whole process waits this long for whoever else has locked the file, so it is not long. */
const BUSY_MS = 250;

/** What SQLite calls a file that is damaged, or no database any more. */
const DAMAGED = new Set([11, 26]);

const isDamage = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && DAMAGED.has(Number(error.errcode) & 0xff);

/**
 * Passes queries on until one meets damage. From then on all are refused: what a damaged file still
 * gives may be wrong, and each write may damage more.
 */
function untilDamaged() {
  let damage: unknown = null;
  return <T>(query: () => T): T => {
    if (damage) throw new Error("The store is damaged; restore a backup.", { cause: damage });
    try {
      return query();
    } catch (error) {
      if (isDamage(error)) {
        damage = error;
        log("error", "the store is damaged: restore a backup", { reason: causeText(error) });
      }
      throw error;
    }
  };
}

/** What is wrong with the pages of the file; null where nothing is. */
function damageIn(db: DatabaseSync): unknown {
  try {
    const found = db.prepare("pragma quick_check(1)").get()?.quick_check;
    return found === "ok" ? null : new Error(String(found));
  } catch (error) {
    return error;
  }
}

function refuseDamaged(db: DatabaseSync, file: string): void {
  const cause = damageIn(db);
  if (cause === null) return;
  throw new Error(
    `Runboard cannot start: its store ${file} is damaged, and a backup has to be restored.`,
    { cause },
  );
}

/**
 * `node:sqlite` in the shape that Kysely's SQLite dialect expects of better-sqlite3: statements say
 * whether they return rows and take their parameters as one array.
 */
function adapt(db: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, ReturnType<SqliteDatabase["prepare"]>>({ max: 200 });
  const attempt = untilDamaged();
  const prepare: SqliteDatabase["prepare"] = (text) => {
    const statement = attempt(() => db.prepare(text));
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => attempt(() => statement.all(...(parameters as SQLInputValue[]))),
      run: (parameters) => attempt(() => statement.run(...(parameters as SQLInputValue[]))),
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
    db.exec(`pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=${BUSY_MS};`);
  } catch (error) {
    throw new Error(`Runboard cannot start: its store ${file} cannot be opened.`, { cause: error });
  }
  refuseOldSqlite(db);
  refuseDamaged(db, file);
  return new SqliteDialect({ database: adapt(db) });
}
