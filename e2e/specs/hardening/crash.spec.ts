/** SIGKILL to the whole server while it writes: what was told once is there afterwards. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Transition } from "../../../lib/contract/api.ts";
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { Client } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, test, until } from "../../support/test.ts";
import { readRun, Viewer } from "../../support/viewer.ts";

const KILLS = 50;
const RUNS = 4;
const BACK_WITHIN_MS = 5_000;

/** A run that says something new all the time. */
const RESTLESS = {
  samples: Array.from({ length: 3_000 }, (_, number) => ({
    atMs: number * 300,
    data: { status: "running", detailedStatus: `Step ${number}` },
  })),
};

/** What SQLite itself says of the file, as a killed server left it. */
function integrityOf(dataDir: string): unknown {
  const db = new DatabaseSync(join(dataDir, "runboard.db"));
  try {
    return db.prepare("pragma integrity_check").get()?.integrity_check;
  } finally {
    db.close();
  }
}

/** All of a run's timeline, as it stands at the end. */
async function timelineOf(client: Client, path: string): Promise<Transition[]> {
  const all: Transition[] = [];
  for (;;) {
    const { transitions } = await readRun(client, `${path}?after=${all.length}&limit=200`);
    // The open one always comes with what was asked for.
    const later = transitions.filter(({ seq }) => seq > all.length);
    if (later.length === 0) return all;
    all.push(...later);
  }
}

/** A transition that was told may get an end later; all else of it stays. */
const lasting = ({ until: _until, ...rest }: Transition) => JSON.stringify(rest);

/** Runs that write all the time, each with somebody who remembers all they were told. */
async function watchedRuns(client: Client, sandbox: SandboxKey) {
  const watched = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: RESTLESS }] });
    const path = `/api/tasks/${taskId}/runs/${runIds[0]}`;
    watched.push({ path, viewer: new Viewer(client, path).start(40) });
  }
  return watched;
}

// A few kills are part of every run, in restarts.spec.
test("nothing that was told is lost, however often the server is killed while it writes", {
  tag: "@full",
}, async ({ sandbox }) => {
  test.setTimeout(KILLS * 30_000);
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  let dashboard: Dashboard = await startDashboard({ name: "crash", upstreams });
  const { dataDir } = dashboard;
  const port = Number(new URL(dashboard.origin).port);
  const client = new Client(dashboard.origin);
  await client.signIn(sandbox.key);
  const watched = await watchedRuns(client, sandbox);
  const viewers = watched.map(({ viewer }) => viewer);
  let longestMs = 0;
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = viewers.map(({ acknowledged }) => acknowledged.size);
      const isTold = ({ acknowledged }: Viewer, at: number) =>
        acknowledged.size > (before[at] ?? 0) + 1;
      await until(() => viewers.every(isTold)).toBe(true);
      await dashboard.stop({ signal: "SIGKILL", keepData: true });
      expect(integrityOf(dataDir)).toBe("ok");
      const begun = performance.now();
      dashboard = await startDashboard({ name: "crash", upstreams, port, dataDir });
      longestMs = Math.max(longestMs, performance.now() - begun);
    }
    let told = 0;
    for (const { path, viewer } of watched) {
      viewer.stop();
      expect(viewer.contradictions).toEqual([]);
      told += viewer.acknowledged.size;
      const stored = await timelineOf(client, path);
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
      for (const [seq, text] of viewer.acknowledged) {
        const found = stored[seq - 1];
        expect(found && lasting(found)).toBe(text);
      }
    }
    expect(longestMs).toBeLessThan(BACK_WITHIN_MS);
    figure(
      "crash",
      `${KILLS} SIGKILLs: 0 of ${told} told transitions lost, 0 torn, integrity ok, back within ${Math.round(longestMs)} ms`,
    );
  } finally {
    for (const viewer of viewers) viewer.stop();
    await dashboard.stop();
  }
});
