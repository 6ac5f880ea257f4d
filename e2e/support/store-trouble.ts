/** What can befall the file of a store while a dashboard works on it, and how it passes. */
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, fstatSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Dashboard } from "./dashboard.ts";

export type Trouble = { begin: () => void; end: () => void };

const PAGE_BYTES = 4_096;
const fileOf = ({ dataDir }: Dashboard) => join(dataDir, "runboard.db");

/** Another process has locked the file, as somebody at SQLite's own prompt can. */
export function locked(dashboard: Dashboard): Trouble {
  const other = new DatabaseSync(fileOf(dashboard));
  return {
    begin: () => other.exec("pragma busy_timeout=10000; begin exclusive"),
    end: () => {
      other.exec("rollback");
      other.close();
    },
  };
}

/** Nothing that the process writes may grow a file, and so it is with what it logs. */
export function full({ pid }: Dashboard): Trouble {
  const limit = (bytes: string) =>
    execFileSync("prlimit", ["--pid", `${pid}`, `--fsize=${bytes}:`]);
  return { begin: () => limit("1"), end: () => limit("unlimited") };
}

/** The same of a small file system of its own, on which nothing has room any more. */
export function fullDisk({ dataDir }: Dashboard): Trouble {
  const ballast = join(dataDir, "ballast");
  return {
    begin: () => {
      const file = openSync(ballast, "w");
      for (const bytes of [65_536, PAGE_BYTES]) {
        try {
          while (writeSync(file, Buffer.alloc(bytes)) === bytes);
        } catch {
          // So it is full.
        }
      }
      closeSync(file);
    },
    end: () => rmSync(ballast),
  };
}

/** Nobody may write to the files any more, whatever was opened before. */
export function readOnly(dashboard: Dashboard): Trouble {
  const files = [fileOf(dashboard), `${fileOf(dashboard)}-wal`].filter((file) => existsSync(file));
  const attribute = (change: string) => execFileSync("chattr", [change, ...files]);
  return { begin: () => attribute("+i"), end: () => attribute("-i") };
}

/** Overwrites all pages but the first, and sees to it that they are read anew. */
export function damage(dashboard: Dashboard): void {
  const other = new DatabaseSync(fileOf(dashboard));
  // A page that only this log has would cover what is overwritten.
  other.exec("pragma busy_timeout=10000; pragma wal_checkpoint(truncate); pragma user_version=1");
  const file = openSync(fileOf(dashboard), "r+");
  const { size } = fstatSync(file);
  for (let at = PAGE_BYTES; at < size; at += PAGE_BYTES) {
    writeSync(file, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, at);
  }
  closeSync(file);
  other.close();
}
