import "server-only";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

const SQLITE_BUSY = 5;

/** Held as long as the process lives, in whichever copy of this module it was taken. */
const holder = globalThis as typeof globalThis & { runboardLock?: DatabaseSync };

/**
 * Makes `dataDir` this process's own: two that record into one store would each take the other's
 * transitions for a fault. The lock is the system's, so it ends with the process however that ends.
 * Throws one clear sentence when another process has it, or the directory cannot be used.
 */
export function lockDataDir(dataDir: string): void {
  if (holder.runboardLock) return;
  const file = path.join(dataDir, "runboard.lock");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const lock = new DatabaseSync(file);
    chmodSync(file, 0o600);
    lock.exec("pragma locking_mode=exclusive; begin exclusive;");
    holder.runboardLock = lock;
  } catch (error) {
    const isTaken = error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
    const why = isTaken ? "another Runboard that runs is using it" : "it cannot be written to";
    throw new Error(`Runboard cannot start: DATA_DIR is ${dataDir}, and ${why}.`, { cause: error });
  }
}
