import "server-only";
import { spawn } from "node:child_process";
import { closeSync, fsyncSync, openSync } from "node:fs";
import path from "node:path";
import { intoNewDirectory } from "./backup-file.ts";

/** The address and the password, apart: a command line can be read by everybody on the machine. */
function withoutPassword(databaseUrl: string): { address: string; password: string } {
  if (!URL.canParse(databaseUrl)) throw new Error("DATABASE_URL is no URL.");
  const url = new URL(databaseUrl);
  const password = url.searchParams.get("password") ?? decodeURIComponent(url.password);
  url.password = "";
  url.searchParams.delete("password");
  return { address: url.href, password };
}

/** @returns the exit code; null when there is no such program */
function dump(databaseUrl: string, file: number, env: NodeJS.ProcessEnv): Promise<number | null> {
  const { address, password } = withoutPassword(databaseUrl);
  const child = spawn("pg_dump", ["--format=custom", `--dbname=${address}`], {
    stdio: ["ignore", file, "inherit"],
    env: { ...env, ...(password ? { PGPASSWORD: password } : {}), DATABASE_URL: "" },
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Writes `runboard.dump`, the database as it stands at one moment, to a new directory; pg_restore
 * reads it. What pg_dump has to say goes to standard error.
 * @param env where pg_dump is looked for
 * Throws one clear sentence, without the password, when there is no pg_dump or it fails.
 */
export async function backupPostgres(
  databaseUrl: string,
  directory: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await intoNewDirectory(directory, async (unfinished) => {
    const file = openSync(path.join(unfinished, "runboard.dump"), "wx", 0o600);
    try {
      const code = await dump(databaseUrl, file, env);
      if (code === null) {
        throw new Error(
          "There is no pg_dump here. Where PostgreSQL's client programs are, run: pg_dump --format=custom --file=runboard.dump, with PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE set from DATABASE_URL.",
        );
      }
      if (code !== 0) throw new Error(`pg_dump failed (code ${code}); see its words above.`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}
