import { existsSync, readFileSync } from "node:fs";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./postgres.mjs";
import { findPostgres } from "./postgres-binaries.mjs";

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(!findPostgres())("a PostgreSQL server for tests", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 30_000);
  afterAll(() => postgres.stop());

  test("lets in who knows the password, over loopback only", async () => {
    const settings = await query(
      postgres.url,
      `select name, setting from pg_settings
       where name in ('listen_addresses', 'unix_socket_directories', 'fsync') order by name`,
    );
    expect(settings).toEqual([
      { name: "fsync", setting: "on" },
      { name: "listen_addresses", setting: "127.0.0.1" },
      { name: "unix_socket_directories", setting: "" },
    ]);
    const stranger = new URL(postgres.url);
    stranger.password = "guessed";
    await expect(query(stranger.href, "select 1")).rejects.toThrow("password");
  });

  test.skipIf(process.platform !== "linux")("does not run as root", () => {
    const status = readFileSync(`/proc/${postgres.pid()}/status`, "utf8");
    expect(status).not.toMatch(/^Uid:\s+0\s/m);
  });

  test("comes back with its data at the same address, also after a crash", async () => {
    await query(postgres.url, "create table kept as select 1 as a");
    await postgres.restart();
    await query(postgres.url, "insert into kept values (2)");
    await postgres.restart({ signal: "SIGKILL" });
    expect(await query(postgres.url, "select a from kept")).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("leaves nothing behind", async () => {
    const other = await startPostgres({ fsync: false });
    const [row] = await query(other.url, "show data_directory");
    const { data_directory: directory } = row as { data_directory: string };
    expect(existsSync(directory)).toBe(true);
    await other.stop();
    expect(existsSync(directory)).toBe(false);
    await expect(query(other.url, "select 1")).rejects.toThrow("ECONNREFUSED");
  }, 30_000);
});
