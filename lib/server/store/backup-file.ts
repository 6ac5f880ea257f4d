import "server-only";
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/** Makes sure that what was written to a file or directory is on the disk. */
export function sync(file: string): void {
  const handle = openSync(file, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * Makes a new directory of a backup, private to this user. It appears under its name only once
 * `fill` has put everything into it, so half a backup is never taken for a whole one.
 * Throws one clear sentence when the directory exists or cannot be made, else what `fill` throws.
 */
export async function intoNewDirectory(
  directory: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (lstatSync(directory, { throwIfNoEntry: false })) {
    throw new Error(`${directory} exists already; name a new directory for this backup.`);
  }
  const unfinished = `${directory}.unfinished-${process.pid}`;
  try {
    mkdirSync(path.dirname(directory), { recursive: true, mode: 0o700 });
    mkdirSync(unfinished, { mode: 0o700 });
  } catch (error) {
    throw new Error(`${directory} cannot be made.`, { cause: error });
  }
  try {
    await fill(unfinished);
    sync(unfinished);
    renameSync(unfinished, directory);
    sync(path.dirname(directory));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}
