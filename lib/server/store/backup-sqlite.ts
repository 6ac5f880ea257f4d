import "server-only";
import { closeSync, constants, copyFileSync, existsSync, openSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { intoNewDirectory, sync } from "./backup-file.ts";

function refuseDamaged(file: string): void {
  const copy = new DatabaseSync(file, { readOnly: true });
  const row = copy.prepare("pragma integrity_check(1)").get();
  copy.close();
  if (row?.integrity_check !== "ok") throw new Error(String(row?.integrity_check));
}

function copyDatabase(from: string, to: string): void {
  // SQLite would make the file with the usual mode; it takes an empty one that is there.
  closeSync(openSync(to, "wx", 0o600));
  const db = new DatabaseSync(from);
  try {
    db.exec("pragma busy_timeout=5000");
    db.prepare("vacuum into ?").run(to);
  } finally {
    db.close();
  }
  refuseDamaged(to);
  sync(to);
}

/**
 * Copies the embedded database, as it stands at one moment, and the generated secrets to a new
 * directory, which can take the place of `dataDir`. A Runboard that runs goes on writing meanwhile.
 * @returns whether there were generated secrets: else the settings hold them
 * Throws one clear sentence when there is no store, or it cannot be copied whole.
 */
export async function backupSqlite(dataDir: string, directory: string): Promise<boolean> {
  const database = path.join(dataDir, "runboard.db");
  const secrets = path.join(dataDir, "secrets.json");
  if (!existsSync(database)) throw new Error(`There is no store in DATA_DIR, ${dataDir}.`);
  await intoNewDirectory(directory, async (unfinished) => {
    try {
      copyDatabase(database, path.join(unfinished, "runboard.db"));
    } catch (error) {
      throw new Error(`The store ${database} cannot be copied whole.`, { cause: error });
    }
    if (!existsSync(secrets)) return;
    const copy = path.join(unfinished, "secrets.json");
    copyFileSync(secrets, copy, constants.COPYFILE_EXCL);
    sync(copy);
  });
  return existsSync(secrets);
}
