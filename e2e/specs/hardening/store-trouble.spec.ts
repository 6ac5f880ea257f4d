/** What befalls the store: no crash, a clear word, and on it goes when it is over. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { type Answer, Client, send } from "../../support/http-client.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import {
  damage,
  full,
  fullDisk,
  locked,
  readOnly,
  type Trouble,
} from "../../support/store-trouble.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead, Viewer } from "../../support/viewer.ts";

const SENTENCE =
  "Runboard cannot use its store at the moment; its log says why. Try again in a moment.";
const TOLD = { code: "store_unavailable", message: SENTENCE };

const upstreams = () => `sandbox=${address("sandbox")}/api/v1`;
const readyz = ({ origin }: Dashboard) => send(origin, "/api/readyz");
const isReady = async (dashboard: Dashboard) => (await readyz(dashboard)).status === 200;
const told = ({ status, json }: Answer) => [status, json().error];

/** Whether this system lets us do `command`, undone with `undo`. */
function can(command: string[], undo: string[]): boolean {
  try {
    for (const [name = "", ...args] of [command, undo]) {
      execFileSync(name, args, { stdio: "ignore" });
    }
    return true;
  } catch {
    return false;
  }
}

/** Somebody watches a run that goes on; `step` makes it say something new. */
async function watched(dashboard: Dashboard, sandbox: SandboxKey) {
  const client = new Client(dashboard.origin);
  await client.signIn(sandbox.key);
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running", manual: true }] });
  const path = `/api/tasks/${taskId}/runs/${runIds[0]}`;
  await firstRead(client, path);
  const step = (words: string) =>
    sandbox.show(runIds[0] ?? "", { status: "running", detailedStatus: words });
  return { client, path, step, viewer: new Viewer(client, path).start(400) };
}

type Watched = Awaited<ReturnType<typeof watched>>;

/** The dashboard while something is wrong with its store, and after that. */
async function weather(
  dashboard: Dashboard,
  key: string,
  { viewer, step }: Watched,
  [name, trouble]: [string, Trouble],
) {
  await until(() => isReady(dashboard)).toBe(true);
  trouble.begin();
  try {
    await until(async () => told(await readyz(dashboard))).toMatchObject([503, TOLD]);
    await step(`During ${name}`);
    const signIn = await new Client(dashboard.origin).signIn(key);
    expect(told(signIn), name).toMatchObject([503, TOLD]);
    expect((await send(dashboard.origin, "/api/healthz")).status).toBe(200);
  } finally {
    trouble.end();
  }
  await until(() => isReady(dashboard)).toBe(true);
  expect((await new Client(dashboard.origin).signIn(key)).status, name).toBe(200);
  await step(`After ${name}`);
  await until(() => viewer.newest?.transitions.at(-1)?.step).toBe(`After ${name}`);
}

/** Damages the store under the dashboard: nothing of it is told any more. */
async function ruin(dashboard: Dashboard, key: string, { client, path }: Watched) {
  damage(dashboard);
  await until(async () => told(await client.get(path))).toMatchObject([503, TOLD]);
  await until(async () => told(await readyz(dashboard))).toMatchObject([503, TOLD]);
  expect(told(await new Client(dashboard.origin).signIn(key))).toMatchObject([503, TOLD]);
  expect((await send(dashboard.origin, "/api/healthz")).status).toBe(200);
  expect(dashboard.log()).toContain("the store is damaged: restore a backup");
}

/** What a dashboard says that is started on a damaged store. */
async function refusalOf(dataDir: string): Promise<string> {
  const again = startDashboard({ name: "damaged-store", upstreams: upstreams(), dataDir });
  return again.then(() => "It started.", String);
}

test("trouble with the store is said, and over as soon as it is; of a damaged one nothing is told", async ({
  sandbox,
}) => {
  test.setTimeout(150_000);
  const dashboard = await startDashboard({ name: "store-trouble", upstreams: upstreams() });
  const { dataDir } = dashboard;
  const file = join(dataDir, "runboard.db");
  const troubles: [string, Trouble][] = [
    ["locked", locked(dashboard)],
    ["full", full(dashboard)],
  ];
  if (can(["chattr", "+i", file], ["chattr", "-i", file])) {
    troubles.push(["read-only", readOnly(dashboard)]);
  } else console.warn("!!! Files cannot be made immutable here: a read-only store is SKIPPED.");
  try {
    const own = await watched(dashboard, sandbox);
    try {
      for (const trouble of troubles) await weather(dashboard, sandbox.key, own, trouble);
      await ruin(dashboard, sandbox.key, own);
    } finally {
      own.viewer.stop();
    }
    const { contradictions, statuses } = own.viewer;
    expect(contradictions).toEqual([]);
    expect([...statuses.keys()].filter((status) => ![200, 503].includes(status))).toEqual([]);
    await dashboard.stop({ keepData: true });
    const refusal = await refusalOf(dataDir);
    expect(refusal.match(/^Runboard cannot start: .*$/gm)).toEqual([
      `Runboard cannot start: its store ${file} is damaged, and a backup has to be restored.`,
    ]);
    expect(refusal).not.toMatch(/^\s+at /m);
    figure("start", "a process started on a damaged store ends with one sentence and no stack");
    const names = troubles.map(([name]) => name).join(", ");
    figure(
      "store trouble",
      `${names}: no crash, 503 with its sentence, recovered without a restart; damaged: 503 from then on, 0 wrong answers, refused at the next start`,
    );
  } finally {
    await dashboard.stop();
  }
});

test("a disk without room is said, and used again once there is some", {
  tag: "@full",
}, async ({ sandbox }) => {
  const disk = mkdtempSync(join(tmpdir(), "runboard-disk-"));
  const mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk];
  test.skip(!can(mount, ["umount", disk]), "file systems cannot be mounted here");
  execFileSync("mount", mount.slice(1));
  try {
    const dashboard = await startDashboard({
      name: "full-disk",
      upstreams: upstreams(),
      dataDir: join(disk, "data"),
    });
    const own = await watched(dashboard, sandbox);
    try {
      await weather(dashboard, sandbox.key, own, ["full disk", fullDisk(dashboard)]);
      expect(own.viewer.contradictions).toEqual([]);
      figure("store trouble", "a file system of 4 MB without room: the same");
    } finally {
      own.viewer.stop();
      await dashboard.stop();
    }
  } finally {
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  }
});
