/** Two dashboards on one PostgreSQL: one polls, both tell, whatever happens to either. */
import { Client as Database } from "pg";
import { findPostgres } from "../../run/postgres-binaries.mjs";
import { address } from "../../support/addresses.ts";
import type { Dashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { Client } from "../../support/http-client.ts";
import { type Deployment, startDeployment } from "../../support/instances.ts";
import { mintKey, type SandboxKey, type Script } from "../../support/sandbox.ts";
import { openShared, readShared, shareRun } from "../../support/shares.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead, isSeamless, Viewer } from "../../support/viewer.ts";

const isRequired = process.env.REQUIRE_POSTGRES === "1";
test.skip(!findPostgres() && !isRequired, "!!! no PostgreSQL on this machine: SKIPPED");
test.describe.configure({ mode: "serial" });

/** What a run that changes every `everyMs` shows, with a word of its own for each step. */
const changing = (everyMs: number, steps: number): Script => ({
  samples: Array.from({ length: steps }, (_, index) => ({
    atMs: index * everyMs,
    data: {
      status: "running",
      detailedStatus: `Step ${index + 1}`,
      toolCall: null,
      liveStatus: null,
    },
  })),
});

let deployment: Deployment;
let a: Dashboard;
let b: Dashboard;

test.beforeAll(async () => {
  test.setTimeout(150_000);
  deployment = await startDeployment(`sandbox=${address("sandbox")}/api/v1`);
  [a, b] = await Promise.all([deployment.start("instance-a"), deployment.start("instance-b")]);
});

test.afterAll(() => deployment?.stop());

/** Somebody signed in at one dashboard, whose cookie the other one knows, too. */
async function people(sandbox: SandboxKey): Promise<{ atA: Client; atB: Client }> {
  const atA = new Client(a.origin);
  expect((await atA.signIn(sandbox.key)).status).toBe(200);
  const atB = new Client(b.origin);
  atB.cookie = atA.cookie;
  return { atA, atB };
}

async function newRun(
  sandbox: SandboxKey,
  script: Script,
): Promise<{ path: string; taskId: string; runId: string }> {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script }] });
  const [runId = ""] = runIds;
  return { path: `/api/tasks/${taskId}/runs/${runId}`, taskId, runId };
}

const words = (viewer: Viewer) => viewer.newest?.step ?? "";

/** How long nothing has been asked with this key. */
const quietMs = async (sandbox: SandboxKey) =>
  Date.now() - ((await sandbox.calls()).log.at(-1)?.at ?? 0);

/** Runs in the database whose transitions are not numbered from 1 on, each number once; of how many. */
async function unseamlessRuns(): Promise<{ of: number; wrong: unknown[] }> {
  const client = new Database({ connectionString: deployment.postgres.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ whole: boolean }>(
      `select task_id, run_id, min(seq) = 1 and max(seq) = count(*)
         and count(distinct seq) = count(*) as whole
       from transitions group by owner, task_id, run_id`,
    );
    return { of: rows.length, wrong: rows.filter(({ whole }) => !whole) };
  } finally {
    await client.end();
  }
}

test("one of them polls, both tell the same, and a picture is told by both", {
  tag: "@hardening",
}, async ({ sandbox }) => {
  const { atA, atB } = await people(sandbox);
  const { path, runId } = await newRun(sandbox, changing(60_000, 2));
  const viewers = [new Viewer(atA, path).start(800), new Viewer(atB, path).start(800)];
  await until(() => viewers.every((viewer) => viewer.newest !== null)).toBe(true);
  await sandbox.resetCalls();
  const fromMs = Date.now();
  const lagsMs: number[] = [];
  for (const word of ["one", "two", "three"]) {
    await sandbox.show(runId, { status: "running", detailedStatus: word });
    const shownMs = Date.now();
    await until(() => viewers.map(words).join()).toBe(`${word},${word}`);
    lagsMs.push(Date.now() - shownMs);
  }
  // A busy machine may hold one up, not each of them.
  expect(Math.min(...lagsMs)).toBeLessThan(3_500);
  await sandbox.show(runId, { liveStatus: "https://live.example/session/own" });
  await until(() => viewers.every((viewer) => viewer.newest?.live.url !== null)).toBe(true);
  const { byEndpoint } = await sandbox.calls();
  const seconds = (Date.now() - fromMs) / 1_000;
  expect(byEndpoint.status).toBeLessThanOrEqual(seconds * 1.1 + 2);
  const polled = `${byEndpoint.status} status calls in ${seconds.toFixed(1)} s for viewers at both`;
  for (const viewer of viewers) viewer.stop();
  await expect(async () => {
    const views = await Promise.all([firstRead(atA, path), firstRead(atB, path)]);
    expect(views[1]?.transitions).toEqual(views[0]?.transitions);
  }).toPass({ timeout: 20_000 });
  figure("two instances", `one poller: ${polled}`);
});

test("whoever signs out at one is signed out at both, and nothing is asked for them any more", async ({
  sandbox,
}) => {
  const { atA, atB } = await people(sandbox);
  const { path } = await newRun(sandbox, changing(1_000, 60));
  await firstRead(atB, path);
  await firstRead(atA, path);
  expect((await atA.send("/api/session", { method: "DELETE" })).status).toBe(200);
  expect((await atB.get(path)).status).toBe(401);
  await until(() => quietMs(sandbox), 8_000).toBeGreaterThan(2_000);
  await sandbox.resetCalls();
  // Long enough for the slowest pace to come round.
  await new Promise((resolve) => setTimeout(resolve, 16_000));
  expect((await sandbox.calls()).total).toBe(0);
});

test("a link that is revoked at one is over at both at once, and nothing is asked for it any more", async ({
  sandbox,
}) => {
  const { atA, atB } = await people(sandbox);
  const { taskId, runId } = await newRun(sandbox, changing(1_000, 60));
  const link = await shareRun(atA, { taskId, runId });
  await atA.send("/api/session", { method: "DELETE" });
  const viewer = setInterval(() => void openShared(b.origin, link).catch(() => null), 300);
  await until(async () => (await readShared(b.origin, link)).transitions.length).toBeGreaterThan(2);
  await atB.signIn(sandbox.key);
  const paused = { method: "PATCH", body: { paused: true } };
  expect((await atB.send(`/api/shares/${link.id}`, paused)).status).toBe(200);
  expect((await openShared(a.origin, link)).status).toBe(403);
  await atB.send("/api/shares", { method: "DELETE" });
  const revokedMs = Date.now();
  const seen = await Promise.all([a, b].map(({ origin }) => openShared(origin, link)));
  const seenMs = Date.now() - revokedMs;
  expect(seen.map(({ status }) => status)).toEqual([410, 410]);
  clearInterval(viewer);
  await atB.send("/api/session", { method: "DELETE" });
  // Sooner than the slower pace of a run that nobody looks at would pass for silence.
  await until(() => quietMs(sandbox), 4_500).toBeGreaterThan(2_000);
  await sandbox.resetCalls();
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect((await sandbox.calls()).total).toBe(0);
  figure(
    "shares",
    `revoked: over for the first request after it, at both of two instances (${seenMs} ms)`,
  );
});

test("a page that is open at one says within 1.5 s that its link was revoked at the other", {
  tag: "@full",
}, async ({ sandbox, browser }) => {
  const { atA } = await people(sandbox);
  const { taskId, runId } = await newRun(sandbox, changing(1_000, 60));
  const lagsMs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const link = await shareRun(atA, { taskId, runId });
    const page = await browser.newPage();
    await page.goto(`${b.origin}/s/${link.id}#${link.secret}`);
    await expect(page.getByTestId("shared-run")).toBeVisible();
    await atA.send(`/api/shares/${link.id}`, { method: "DELETE" });
    const revokedMs = Date.now();
    await page.getByTestId("shared-notice").getByText("This link has ended").waitFor();
    lagsMs.push(Date.now() - revokedMs);
    await page.close();
  }
  expect(Math.max(...lagsMs)).toBeLessThan(1_500);
  figure(
    "shares",
    `revoked at one instance: open pages at the other say so after ${lagsMs.join(", ")} ms`,
  );
});

test("PostgreSQL restarted under load: 503 at worst, then recovery, and nothing told is lost", async ({
  sandbox,
}) => {
  const { atA, atB } = await people(sandbox);
  const { path } = await newRun(sandbox, changing(1_500, 200));
  const viewers = [atA, atB, atA, atB].map((client) => new Viewer(client, path).start(60));
  await until(() => viewers.every((viewer) => viewer.acknowledged.size >= 3)).toBe(true);
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    await deployment.postgres.restart({ signal });
    const before = Math.max(...viewers.map((viewer) => viewer.acknowledged.size));
    await until(() => viewers.every((viewer) => viewer.acknowledged.size > before + 2)).toBe(true);
  }
  for (const viewer of viewers) {
    viewer.stop();
    expect([...viewer.statuses.keys()].filter((status) => ![200, 503].includes(status))).toEqual(
      [],
    );
    expect(viewer.contradictions).toEqual([]);
  }
  const told = viewers.flatMap((viewer) => [...viewer.acknowledged.keys()]);
  // What one of them tells is kept for a moment, and the other may know more by then.
  await until(async () => {
    const view = await firstRead(atB, path);
    expect(isSeamless(view)).toBe(true);
    return told.filter((seq) => !view.transitions.some((transition) => transition.seq === seq));
  }).toEqual([]);
});

test("the one that polls is killed: the other takes over, with a gap, and it may come back", async ({
  sandbox,
}) => {
  test.slow();
  const { atA, atB } = await people(sandbox);
  const { path } = await newRun(sandbox, changing(2_000, 200));
  const other = await mintKey(address("sandbox"));
  // Nobody is signed in for this one: the link alone keeps it going.
  const { taskId, runId } = await newRun(other, changing(2_000, 200));
  const owner = new Client(a.origin);
  await owner.signIn(other.key);
  const link = await shareRun(owner, { taskId, runId });
  await owner.send("/api/session", { method: "DELETE" });
  // The first to look polls.
  await firstRead(atA, path);
  const viewer = new Viewer(atB, path).start(300);
  await until(() => viewer.acknowledged.size >= 3).toBe(true);
  const port = Number(new URL(a.origin).port);
  await a.stop({ signal: "SIGKILL", keepData: true });
  const killedWith = viewer.acknowledged.size;
  await other.resetCalls();
  await until(() => viewer.acknowledged.size >= killedWith + 3).toBe(true);
  expect(viewer.newest?.transitions.filter(({ kind }) => kind === "gap").length).toBeGreaterThan(0);
  await until(async () => (await other.calls()).byEndpoint.status, 30_000).toBeGreaterThan(0);
  const { transitions } = await readShared(b.origin, link);
  expect(transitions.map(({ kind }) => kind)).toContain("gap");
  a = await deployment.start("instance-a", { port, dataDir: a.dataDir });
  const back = new Viewer(atA, path).start(300);
  await until(() => back.acknowledged.size >= killedWith + 5).toBe(true);
  viewer.stop();
  back.stop();
  expect([...viewer.contradictions, ...back.contradictions]).toEqual([]);
  expect(isSeamless(await firstRead(atB, path))).toBe(true);
});

test("the one that polls stands still for 60 s and wakes: no seq twice, none missing", {
  tag: "@hardening",
}, async ({ sandbox }) => {
  test.setTimeout(150_000);
  const { atA, atB } = await people(sandbox);
  const { path } = await newRun(sandbox, changing(2_000, 200));
  await firstRead(atA, path);
  const viewer = new Viewer(atB, path).start(500);
  await until(() => viewer.acknowledged.size >= 3).toBe(true);
  process.kill(a.pid, "SIGSTOP");
  // The pause itself is what is tested.
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const asleep = viewer.acknowledged.size;
  expect(asleep).toBeGreaterThan(20);
  await sandbox.resetCalls();
  const wokenMs = Date.now();
  process.kill(a.pid, "SIGCONT");
  const woken = new Viewer(atA, path).start(500);
  await until(() => woken.acknowledged.size >= asleep + 4).toBe(true);
  const seconds = (Date.now() - wokenMs) / 1_000;
  const { status: polls } = (await sandbox.calls()).byEndpoint;
  expect(polls).toBeLessThanOrEqual(seconds * 1.2 + 3);
  viewer.stop();
  woken.stop();
  expect([...viewer.contradictions, ...woken.contradictions]).toEqual([]);
  const view = await firstRead(atA, path);
  expect(isSeamless(view)).toBe(true);
  const steps = view.transitions.filter(({ kind }) => kind === "step").map(({ step }) => step);
  const numbers = steps.map((step) => Number(step?.split(" ")[1]));
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  const { of, wrong } = await unseamlessRuns();
  expect(of).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  figure(
    "two instances",
    `holder stopped for 60 s and woken: ${polls} status calls in the ${seconds.toFixed(1)} s after, ${view.transitions.length} transitions; of ${of} runs in the database none has a seq twice or missing`,
  );
});
