/** Fills stores with as many transitions as wanted, faster than any run would. */
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { postgresDialect } from "@/lib/server/store/postgres";
import { sqliteDialect } from "@/lib/server/store/sqlite";
import { openStore, type Store } from "@/lib/server/store/store";
import type { RunKey } from "@/lib/server/store/transitions";

export const TRANSITIONS_PER_RUN = 1_000;

export type FilledStore = { store: Store; runs: number };

const OWNER = "kG0y0nQ3bYkqk2H3m9cZxw7T1uJvR5aE";
const FIRST_ID = 100_000_000_000;
const TASK = "0f6c2f5e-5d3c-4a52-9a51-";
const RUN = "7b1d9e44-02a7-4c1e-8f0b-";

/** A run of a filled store, by its place. */
export const runAt = (place: number): RunKey => ({
  owner: OWNER,
  taskId: `${TASK}${FIRST_ID + place}`,
  runId: `${RUN}${FIRST_ID + place}`,
});

/** The same SQL for both databases: every run has its task and its transitions. */
const statements = (runs: number) => {
  const ids = `'${OWNER}', '${TASK}' || (${FIRST_ID} + place), '${RUN}' || (${FIRST_ID} + place)`;
  return [
    `with recursive n(place) as (select 0 union all select place + 1 from n where place < ${runs - 1})
     insert into runs (owner, task_id, id, state, live_seen) select ${ids}, 'running', 0 from n`,
    `with recursive n(i) as
       (select 0 union all select i + 1 from n where i < ${runs * TRANSITIONS_PER_RUN - 1}),
     row(place, seq) as
       (select i / ${TRANSITIONS_PER_RUN}, i % ${TRANSITIONS_PER_RUN} + 1 from n)
     insert into transitions
       (owner, task_id, run_id, seq, kind, at, precision_ms, state, step, live)
     select ${ids}, seq, 'step', 1790000000000 + seq * 1000, 1000, 'running',
       'Reading the page of the offer that was found last, number ' || seq, 0 from row`,
  ];
};

/** A store in `directory` with so many runs. */
export async function fillSqlite(directory: string, runs: number): Promise<FilledStore> {
  await openStore(sqliteDialect(directory)).then((store) => store.close());
  const db = new DatabaseSync(path.join(directory, "runboard.db"));
  db.exec("pragma synchronous=off");
  for (const statement of statements(runs)) db.exec(statement);
  db.exec("pragma wal_checkpoint(truncate)");
  db.close();
  return { store: await openStore(sqliteDialect(directory)), runs };
}

/** A database of its own, on the server at `serverUrl`, with so many runs. */
export async function fillPostgres(serverUrl: string, runs: number): Promise<FilledStore> {
  const url = new URL(serverUrl);
  url.pathname = `/runs_${runs}`;
  const run = async (address: string, ...texts: string[]) => {
    const client = new Client(address);
    await client.connect();
    for (const text of texts) await client.query(text);
    await client.end();
  };
  await run(serverUrl, `create database runs_${runs}`);
  const store = await openStore(await postgresDialect(url.href));
  // As the server's own housekeeping leaves them.
  await run(url.href, ...statements(runs), "vacuum analyze", "checkpoint");
  return { store, runs };
}
