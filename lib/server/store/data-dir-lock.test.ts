import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "@/lib/server/store/data-dir-lock";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-lock-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("a directory that another process records into is refused, and free once that is gone", () => {
  const dataDir = path.join(directory, "data");
  const file = path.join(directory, "runboard.lock");
  const other = new DatabaseSync(file);
  other.exec("pragma locking_mode=exclusive; begin exclusive;");
  expect(() => lockDataDir(directory)).toThrow(
    /^Runboard cannot start: DATA_DIR is .+, and another Runboard that runs is using it\.$/,
  );
  other.close();
  lockDataDir(dataDir);
  const lock = path.join(dataDir, "runboard.lock");
  expect(statSync(lock).mode & 0o777).toBe(0o600);
  const third = new DatabaseSync(lock);
  expect(() => third.exec("begin exclusive")).toThrow("locked");
  third.close();
});

test("a directory that is a file is refused with one clear sentence", () => {
  const { runboardLock } = globalThis as { runboardLock?: DatabaseSync };
  runboardLock?.close();
  Reflect.deleteProperty(globalThis, "runboardLock");
  const file = path.join(directory, "file");
  writeFileSync(file, "");
  expect(() => lockDataDir(file)).toThrow(/, and it cannot be written to\.$/);
});
