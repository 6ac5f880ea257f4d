/**
 * `npm run bench:store`: what a poll reads and what a new step writes cost, at a thousand and at a
 * million stored transitions. Fails when a million make either more than twice as dear.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../run/postgres.mjs";
import {
  fillPostgres,
  fillSqlite,
  type FilledStore,
  runAt,
  TRANSITIONS_PER_RUN,
} from "./store/load.ts";
import { compare, type Work } from "./store/measure.ts";
import { table } from "./support/report.ts";

const RUNS = { small: 1, large: 1_000 };
const MOST_ALLOWED = 2;
const PAGE = 200;

/** As a poll of an open page does: the newest few of a long run. */
const readNewest: Work = async ({ store }, place) => {
  const rows = await store.transitions.after(runAt(place), TRANSITIONS_PER_RUN - 3, PAGE);
  if (rows.length < 3) throw new Error("the newest transitions were not found");
};

let lastSeq = TRANSITIONS_PER_RUN;
const append: Work = ({ store }, place) => {
  lastSeq += 1;
  const step = `Something new, number ${lastSeq}`;
  return store.runs.append(
    runAt(place),
    [
      {
        seq: lastSeq,
        kind: "step",
        at: 1_790_000_000_000 + lastSeq * 1_000,
        precision_ms: 1_000,
        state: "running",
        step,
        live: 0,
        tool_call: null,
      },
    ],
    { step },
  );
};

const JOBS = [
  { name: "transitions.after, near the end", times: 2_000, work: readNewest },
  { name: "runs.append of one transition", times: 500, work: append },
];

async function rowsOf(database: string, small: FilledStore, large: FilledStore) {
  const rows: { cells: string[]; ratio: number }[] = [];
  for (const { name, times, work } of JOBS) {
    const cost = await compare(small, large, times, work);
    const ratio = cost.large / cost.small;
    const cells = [cost.small.toFixed(3), cost.large.toFixed(3), ratio.toFixed(2)];
    rows.push({ cells: [`${database}: ${name}`, String(times), ...cells], ratio });
  }
  await Promise.all([small.store.close(), large.store.close()]);
  return rows;
}

const directory = mkdtempSync(path.join(tmpdir(), "runboard-bench-"));
const postgres = await startPostgres();
try {
  const onSqlite = (name: "small" | "large") => fillSqlite(path.join(directory, name), RUNS[name]);
  const rows = await rowsOf("SQLite", await onSqlite("small"), await onSqlite("large"));
  const onPostgres = (name: "small" | "large") => fillPostgres(postgres.url, RUNS[name]);
  rows.push(...(await rowsOf("PostgreSQL", await onPostgres("small"), await onPostgres("large"))));
  const stored = Object.values(RUNS).map(
    (runs) => `${(runs * TRANSITIONS_PER_RUN).toLocaleString("en")} stored`,
  );
  console.log("Medians in ms, small and large store by turns; every write is on the disk.\n");
  console.log(table([["", "times", ...stored, "ratio"], ...rows.map((row) => row.cells)]));
  const tooDear = rows.filter(({ ratio }) => !(ratio <= MOST_ALLOWED));
  console.log(
    tooDear.length === 0
      ? `\nok: no ratio is above ${MOST_ALLOWED}`
      : `\nFAILED: ${tooDear.length} ratio(s) above ${MOST_ALLOWED}`,
  );
  process.exitCode = tooDear.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
}
