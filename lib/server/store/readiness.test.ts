import { Client } from "pg";
import { expect, test } from "vitest";
import { describeOnPostgres, inEachStore, postgresDatabase } from "@/e2e/support/stores";
import { postgresDialect } from "@/lib/server/store/postgres";
import { openStore } from "@/lib/server/store/store";

inEachStore("readiness", (open) => {
  test("is there at first, and asked for often", async () => {
    const { readiness } = await open();
    for (let asked = 0; asked < 20; asked += 1) await readiness.probe();
  });
});

describeOnPostgres("readiness on PostgreSQL that turns read-only", () => {
  const url = postgresDatabase();

  /** From now on whoever connects may only read, or may write too; all who are there are cut off. */
  async function setReadOnly(isOn: boolean): Promise<void> {
    const client = new Client(url());
    await client.connect();
    // The database as it is after a failover: this connection is one of those that may only read.
    await client.query("set default_transaction_read_only = off");
    const name = new URL(url()).pathname.slice(1);
    await client.query(
      `alter database ${name} set default_transaction_read_only = ${isOn ? "on" : "off"}`,
    );
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await client.end();
  }

  test("is gone while nothing can be written, though all can be read, and comes back", async () => {
    const store = await openStore(await postgresDialect(url()));
    const probed = () =>
      store.readiness.probe().then(
        () => "ready",
        (error: unknown) => error,
      );
    try {
      await store.tasks.meet("me", "t1");
      expect(await probed()).toBe("ready");
      await setReadOnly(true);
      await expect
        .poll(probed)
        .toMatchObject({ code: "store_unavailable", cause: { code: "25006" } });
      expect(await store.tasks.find("me", "t1")).toMatchObject({ id: "t1" });
      await setReadOnly(false);
      await expect.poll(probed).toBe("ready");
    } finally {
      await store.close();
      // The next test's clean-up writes.
      await setReadOnly(false);
    }
  });
});
