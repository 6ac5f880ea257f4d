/** Runs with as much history as wanted, which the API could not tell: written into the store. */
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { type BenchServers, startBenchServers } from "../support/servers.ts";

export type LongRun = { path: string; taskId: string; runId: string; transitions: number };

export type TimelineWorld = {
  servers: BenchServers;
  /** The value of the session cookie, as `name=value`. */
  cookie: string;
  runs: LongRun[];
};

/** Every 50th waits for an answer, every 400th was not watched; the last one is the end. */
const fill = (count: number) => `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
  insert into transitions
    (owner, task_id, run_id, seq, kind, at, precision_ms, state, step, live)
  select :owner, :task, :run, i,
    case when i = ${count} then 'end' when i % 400 = 7 then 'gap'
      when i % 50 = 3 then 'question' else 'step' end,
    :start + i * 2000, 1000,
    case when i = ${count} then 'completed' when i % 50 = 3 then 'waiting' else 'running' end,
    case when i = ${count} then 'completed' when i % 50 = 3 then 'tool_call'
      else 'Reading the page of the offer that was found last, number ' || i end, 0
  from n`;

/**
 * Starts both servers and gives them a run that is over for each of the counts.
 * @param counts how many transitions each has
 */
export async function startTimelineWorld(counts: readonly number[]): Promise<TimelineWorld> {
  const servers = await startBenchServers("bench-timeline");
  const key = await mintKey(servers.control);
  const { origin, dataDir } = servers.dashboard();
  const client = new Client(origin);
  const signedIn = await client.signIn(key.key);
  if (signedIn.status !== 200) throw new Error(`sign-in: ${signedIn.status} ${signedIn.text}`);
  const runs: LongRun[] = [];
  const db = new DatabaseSync(path.join(dataDir, "runboard.db"), { timeout: 5_000 });
  try {
    for (const transitions of counts) {
      const options = { script: "browser-task-completed", startedAgoMs: 86_400_000 };
      const { taskId, runIds } = await key.addTask({
        name: `Long ${transitions}`,
        runs: [options],
      });
      const runId = runIds[0] ?? "";
      const page = `/tasks/${taskId}/runs/${runId}`;
      await untilSettled(client, `/api${page}`);
      write(db, { taskId, runId, transitions });
      runs.push({ path: page, taskId, runId, transitions });
    }
  } finally {
    db.close();
  }
  // What was read before is remembered by a process; the next one reads the store.
  await servers.restart();
  return { servers, cookie: client.cookie ?? "", runs };
}

/** Once its result is stored, a run that is over is asked for no more. */
async function untilSettled(client: Client, api: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await client.get(api);
    const view = answer.status === 200 ? answer.json() : null;
    if (view?.state === "completed" && view.result !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${api} did not end`);
}

function write(db: DatabaseSync, run: Omit<LongRun, "path">): void {
  const { taskId, runId, transitions } = run;
  const found = db
    .prepare("select owner from runs where task_id = ? and id = ?")
    .get(taskId, runId);
  const owner = String(found?.owner);
  const start = Date.now() - (transitions + 30) * 2_000;
  const ids = { owner, task: taskId, run: runId };
  db.prepare(
    "delete from transitions where owner = :owner and task_id = :task and run_id = :run",
  ).run(ids);
  db.prepare(fill(transitions)).run({ ...ids, start });
  db.prepare(
    `update runs set created_at = :start, ended_at = :end, changed_at = :end
     where owner = :owner and task_id = :task and id = :run`,
  ).run({ ...ids, start, end: start + transitions * 2_000 });
}
