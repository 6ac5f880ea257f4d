/** `npm run backup -- <directory>`: a copy of all that Runboard keeps, while it runs. */
import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { backupPostgres } from "./store/backup-postgres.ts";
import { backupSqlite } from "./store/backup-sqlite.ts";

/** As the server reads them: what comes first stands. */
const SETTINGS = [".env.production.local", ".env.local", ".env.production", ".env"];

async function backup(target: string | undefined): Promise<string> {
  if (!target) throw new Error("Say where to: npm run backup -- <new directory>");
  const directory = path.resolve(target);
  for (const file of SETTINGS) if (existsSync(file)) process.loadEnvFile(file);
  const { DATABASE_URL, DATA_DIR } = process.env;
  if (DATABASE_URL) {
    await backupPostgres(DATABASE_URL, directory);
    return `${directory} holds the database; keep SESSION_PASSWORDS and OWNER_SECRET with it.`;
  }
  const withSecrets = await backupSqlite(path.resolve(DATA_DIR || ".data"), directory);
  return withSecrets
    ? `${directory} holds the database and the secrets; keep it private.`
    : `${directory} holds the database; keep SESSION_PASSWORDS and OWNER_SECRET with it.`;
}

try {
  process.stdout.write(`${await backup(process.argv[2])}\n`);
} catch (error) {
  const { message, cause } = error as Error;
  process.stderr.write(`${message}\n`);
  if (cause instanceof Error) process.stderr.write(`  ${cause.message}\n`);
  process.exitCode = 1;
}
