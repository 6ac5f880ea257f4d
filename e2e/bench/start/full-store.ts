/** A store as a month leaves it. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

const RUNS = 1_000;
const TRANSITIONS = 100;
const OWNER = "kG0y0nQ3bYkqk2H3m9cZxw7T1uJvR5aE";
const STEP = "Reading the page of the offer that was found last, number ";

/** Writes into the store in `dataDir`, which nobody has open. @returns its size in MB */
export function fillStore(dataDir: string): number {
  const file = path.join(dataDir, "runboard.db");
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const db = new DatabaseSync(file);
  const now = Date.now();
  const ids = `'${OWNER}', 'task-' || place, 'run-' || place`;
  db.exec(`pragma synchronous=off;
    with recursive n(place) as (select 1 union all select place + 1 from n where place < ${RUNS})
    insert into runs (owner, task_id, id, state, live_seen, changed_at, last_seen_at, ended_at)
      select ${ids}, 'completed', 0, ${now}, ${now}, ${now} from n;
    with recursive
      n(i) as (select 0 union all select i + 1 from n where i < ${RUNS * TRANSITIONS - 1}),
      row(place, seq) as (select i / ${TRANSITIONS} + 1, i % ${TRANSITIONS} + 1 from n)
    insert into transitions
      (owner, task_id, run_id, seq, kind, at, precision_ms, state, step, live)
      select ${ids}, seq, 'step', ${now} + seq, 1000, 'running', '${STEP}' || seq, 0 from row;
    pragma wal_checkpoint(truncate)`);
  db.close();
  return statSync(file).size / 1_000_000;
}
