import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findPostgres } from "@/e2e/run/postgres-binaries.mjs";
import { ROOT, runtime } from "@/e2e/run/processes.mjs";
import { describeOnPostgres, postgresDatabase } from "@/e2e/support/stores";
import { backupPostgres } from "@/lib/server/store/backup-postgres";
import { backupSqlite } from "@/lib/server/store/backup-sqlite";
import { postgresDialect } from "@/lib/server/store/postgres";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore } from "@/lib/server/store/store";

let directory: string;
let dataDir: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "runboard-backup-"));
  dataDir = path.join(directory, "data");
  target = path.join(directory, "copies", "monday");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const task = (id: string) => ({ id, name: id, active: true });
const mode = (...names: string[]) => statSync(path.join(...names)).mode & 0o777;

/** Another process that writes, one transaction after the other, and says so of each. */
const WRITER = `
  const { DatabaseSync } = require("node:sqlite");
  const db = new DatabaseSync(process.argv[1]);
  db.exec("pragma synchronous=full; pragma busy_timeout=5000");
  const insert = db.prepare("insert into runs (owner, task_id, id, state) values ('me', 't1', ?, ?)");
  const next = (n) => {
    insert.run(String(n), "x".repeat(2000));
    process.stdout.write(n + "\\n", () => setImmediate(next, n + 1));
  };
  next(1);`;

function command(settings: Record<string, string>, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: "", ...settings };
  const script = ["--conditions=react-server", "lib/server/backup.ts", ...args];
  return promisify(execFile)(runtime(), script, { cwd: ROOT, env }).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
  );
}

test("a copy of SQLite holds all that was acknowledged before, while others go on writing", async () => {
  const store = await openStore(sqliteDialect(dataDir));
  await store.tasks.take("me", [task("t1")], null, 1_000);
  writeFileSync(path.join(dataDir, "secrets.json"), "{}", { mode: 0o600 });
  const writer = spawn(runtime(), ["-e", WRITER, path.join(dataDir, "runboard.db")]);
  let acknowledged = 0;
  createInterface(writer.stdout).on("line", (line) => {
    acknowledged = Number(line);
  });
  await vi.waitUntil(() => acknowledged >= 50, 20_000);
  const before = acknowledged;
  expect(await backupSqlite(dataDir, target)).toBe(true);
  await vi.waitUntil(() => acknowledged >= before + 20, 20_000);
  writer.kill("SIGKILL");
  await store.close();

  expect(mode(target)).toBe(0o700);
  expect(mode(target, "runboard.db")).toBe(0o600);
  expect(mode(target, "secrets.json")).toBe(0o600);
  expect(readdirSync(path.dirname(target))).toEqual(["monday"]);
  const copy = await openStore(sqliteDialect(target));
  expect(await copy.tasks.find("me", "t1")).toMatchObject({ name: "t1" });
  expect(await copy.runs.count("me", "t1")).toBeGreaterThanOrEqual(before);
  await copy.close();
  const check = new DatabaseSync(path.join(target, "runboard.db"));
  expect(check.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  check.close();
});

test("the command copies the store of its settings, and never over anything", async () => {
  const store = await openStore(sqliteDialect(dataDir));
  await store.tasks.take("me", [task("t1")], null, 1_000);
  const done = await command({ DATA_DIR: dataDir }, target);
  expect(done).toMatchObject({ code: 0, text: expect.stringContaining(`${target} holds the`) });
  const again = await command({ DATA_DIR: dataDir }, target);
  expect(again).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^.+ exists already; .+\n$/),
  });
  await store.close();
});

test.each([
  ["without a directory", [], /^Say where to: .+\n$/],
  ["without a store", ["copy"], /^There is no store in DATA_DIR, .+\.\n$/],
])("the command %s fails with one sentence", async (_name, args, sentence) => {
  const targets = args.map((name) => path.join(directory, name));
  const { code, text } = await command({ DATA_DIR: dataDir }, ...targets);
  expect(code).toBe(1);
  expect(text).toMatch(sentence);
});

test("a damaged store is not copied, and nothing half is left", async () => {
  await openStore(sqliteDialect(dataDir)).then((store) => store.close());
  writeFileSync(
    path.join(dataDir, "runboard.db"),
    "this is not a database at all, and long enough",
  );
  await expect(backupSqlite(dataDir, target)).rejects.toThrow(/cannot be copied whole\.$/);
  expect(readdirSync(path.dirname(target))).toEqual([]);
});

describeOnPostgres("a copy of a PostgreSQL database", () => {
  const url = postgresDatabase();
  const binDir = findPostgres()?.binDir ?? "";
  const PATH = `${binDir}${path.delimiter}${process.env.PATH}`;

  test("is restored with pg_restore and holds all that was written before", async () => {
    const store = await openStore(await postgresDialect(url()));
    await store.tasks.take("me", [task("t1")], null, 1_000);
    await backupPostgres(url(), target, { ...process.env, PATH });
    expect(mode(target)).toBe(0o700);
    expect(mode(target, "runboard.dump")).toBe(0o600);
    await store.close();

    const elsewhere = new URL(url());
    elsewhere.pathname += "_restored";
    const administrator = new Client(url());
    await administrator.connect();
    await administrator.query(`create database ${elsewhere.pathname.slice(1)}`);
    const restore = ["--exit-on-error", `--dbname=${elsewhere.href}`, "runboard.dump"];
    execFileSync(path.join(binDir, "pg_restore"), restore, { cwd: target });
    const restored = await openStore(await postgresDialect(elsewhere.href));
    expect(await restored.tasks.find("me", "t1")).toMatchObject({ name: "t1" });
    await restored.close();
    await administrator.query(`drop database ${elsewhere.pathname.slice(1)} with (force)`);
    await administrator.end();
  });

  test("needs pg_dump: else the command says what to run, and never the password", async () => {
    const { password } = new URL(url());
    const { code, text } = await command({ DATABASE_URL: url(), PATH: directory }, target);
    expect(code).toBe(1);
    expect(text).toContain("pg_dump --format=custom");
    expect(text).not.toContain(password);
  });

  test("that fails leaves nothing behind, and says nothing of the password", async () => {
    const nowhere = new URL(url());
    nowhere.pathname = "/nowhere";
    const { code, text } = await command({ DATABASE_URL: nowhere.href, PATH }, target);
    expect(code).toBe(1);
    expect(text).toContain("pg_dump failed");
    expect(text).not.toContain(nowhere.password);
    expect(readdirSync(path.dirname(target))).toEqual([]);
  });
});
