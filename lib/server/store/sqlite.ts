import "server-only";
import { chmodSync, mkdirSync, statSync } from "node:fs";
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

/** What SQLite says of a file that is damaged, and of one that is no database. */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

const says = (error: unknown, ...codes: number[]): boolean =>
  error instanceof Error && "errcode" in error && codes.includes(Number(error.errcode) & 0xff);

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
      if (says(error, CORRUPT, NOT_A_DATABASE)) {
        damage = error;
        log("error", "the store is damaged: restore a backup", { reason: causeText(error) });
      }
      throw error;
    }
  };
}

const damagedStore = (file: string, cause: unknown) =>
  new Error(
    `Runboard cannot start: its store ${file} is damaged, and a backup has to be restored.`,
    { cause },
  );

/** A larger file is not looked through at the start: nobody is to wait for it longer than a moment. */
const CHECKED_BYTES = 500 * 1024 * 1024;

/** Looks at every page, about 0.3 s for each 100 MB; damage in a larger file is met when it is read. */
function checkPages(db: DatabaseSync, file: string): void {
  if (statSync(file).size > CHECKED_BYTES) return;
  const found = db.prepare("pragma quick_check(1)").get()?.quick_check;
  if (found !== "ok") throw Object.assign(new Error(String(found)), { errcode: CORRUPT });
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
    checkPages(db, file);
  } catch (error) {
    if (says(error, CORRUPT)) throw damagedStore(file, error);
    throw new Error(`Runboard cannot start: its store ${file} cannot be opened.`, { cause: error });
  }
  refuseOldSqlite(db);
  return new SqliteDialect({ database: adapt(db) });
}
