import { Kysely, sql } from "kysely";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startPostgres } from "@/e2e/run/postgres.mjs";
import { describeOnPostgres, postgresDatabase } from "@/e2e/support/stores";
import { startProxy } from "@/e2e/support/tcp-proxy";
import { postgresDialect } from "@/lib/server/store/postgres";
import { openStore } from "@/lib/server/store/store";

async function asAdministrator(url: string, text: string) {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Record<string, unknown>[];
}

describeOnPostgres("PostgreSQL", () => {
  const url = postgresDatabase();
  const opened: { close: () => Promise<void> }[] = [];
  const open = async (address = url()) => {
    const store = await openStore(await postgresDialect(address));
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  test("brings an empty database up to date once, however many instances start at once", async () => {
    const stores = await Promise.all([open(), open(), open(), open()]);
    await stores[0]?.tasks.meet("me", "t1");
    expect(await stores[3]?.tasks.find("me", "t1")).toMatchObject({ id: "t1" });
  });

  test("ends statements that take too long, once its schema is up to date", async () => {
    const db = new Kysely<Record<string, never>>({ dialect: await postgresDialect(url()) });
    opened.push({ close: () => db.destroy() });
    await openStore(await postgresDialect(url())).then((store) => store.close());
    const { rows } = await sql<{ limits: string }>`
      select string_agg(setting, ' ' order by name) as limits from pg_settings
      where name in ('statement_timeout', 'idle_in_transaction_session_timeout')`.execute(db);
    expect(rows).toEqual([{ limits: "10000 5000" }]);
  });

  test("gives counts, sums and times as numbers, in this pool only", async () => {
    const db = new Kysely<Record<string, never>>({ dialect: await postgresDialect(url()) });
    opened.push({ close: () => db.destroy() });
    const text = "select count(*) as n, sum(1::bigint) as s";
    expect((await sql.raw(text).execute(db)).rows).toEqual([{ n: 1, s: 1 }]);
    expect(await asAdministrator(url(), text)).toEqual([{ n: "1", s: "1" }]);
  });

  test("goes on by itself after its connections were ended, also in mid-transaction", async () => {
    const store = await open();
    await store.runs.add("me", "t1", [{ id: "r1", created_at: 1 }]);
    const killAll = () =>
      asAdministrator(
        url(),
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'runboard' and datname = current_database()`,
      );
    const run = { owner: "me", taskId: "t1", runId: "r1" };
    const writes = Array.from({ length: 40 }, (_, index) =>
      store.runs.append(run, [], { step: `s${index}` }).catch((error: unknown) => error),
    );
    await killAll();
    const failures = (await Promise.all(writes)).filter((error) => error !== undefined);
    for (const failure of failures) expect(failure).toMatchObject({ code: "store_unavailable" });
    await killAll();
    await vi.waitFor(() => store.runs.update(run, { step: "after" }), { timeout: 20_000 });
    expect(await store.runs.find(run)).toMatchObject({ step: "after" });
  });

  test("gives up a server that fell silent, and comes back when it speaks", async () => {
    const proxy = await startProxy(Number(new URL(url()).port));
    const through = new URL(url());
    through.port = String(proxy.port);
    const store = await open(through.href);
    proxy.fallSilent();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = expect(store.sessions.find("")).rejects.toMatchObject({
      code: "store_unavailable",
    });
    await vi.advanceTimersByTimeAsync(8_500);
    await asked;
    vi.useRealTimers();
    proxy.speak();
    expect(await store.sessions.find("")).toBeUndefined();
    await store.close();
    await proxy.close();
  });

  test("is refused in one sentence without the password when it cannot be opened", async () => {
    const wrong = (change: (address: URL) => void) => {
      const address = new URL(url());
      change(address);
      return address;
    };
    const cases = [
      wrong((address) => {
        address.password = "not-the-password";
      }),
      wrong((address) => {
        address.pathname = "/nowhere";
      }),
      wrong((address) => {
        address.port = "1";
      }),
    ];
    for (const address of cases) {
      const error = await postgresDialect(address.href).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      const { message, cause } = error as Error;
      expect(message).toMatch(
        /^Runboard cannot start: the database \w+ on 127\.0\.0\.1:\d+ cannot be reached\.$/,
      );
      expect(`${message} ${String(cause)}`).not.toContain(address.password);
    }
  });

  test("is refused unless it keeps all texts", async () => {
    const server = new URL(url());
    await asAdministrator(
      server.href,
      "create database ascii_only encoding 'SQL_ASCII' template template0",
    );
    server.pathname = "/ascii_only";
    await expect(postgresDialect(server.href)).rejects.toThrow("must be in UTF8.");
    await asAdministrator(url(), "drop database ascii_only");
  });
});

describeOnPostgres("a PostgreSQL server that is started again", () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeEach(async () => {
    server = await startPostgres();
  }, 30_000);
  afterEach(() => server.stop(), 30_000);

  test.each(["SIGINT", "SIGKILL"] as const)(
    "(%s) has all that was written, and the store goes on by itself",
    async (signal) => {
      const store = await openStore(await postgresDialect(server.url));
      await store.tasks.take("me", [{ id: "t1", name: "kept", active: true }], null, 1_000);
      await server.restart({ signal });
      await vi.waitFor(() => store.sessions.find(""), { timeout: 20_000 });
      expect(await store.tasks.find("me", "t1")).toMatchObject({ name: "kept" });
      await store.close();
    },
    30_000,
  );
});
