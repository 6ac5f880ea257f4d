/** Whatever the upstream does: a typed code in time, nothing lost, nothing told that is not ours. */
import type { RunView } from "../../../lib/contract/api.ts";
import { faultNamed } from "../../sandbox/fault-list.ts";
import { address } from "../../support/addresses.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { scaled } from "../../support/scale.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead, readRun } from "../../support/viewer.ts";

/** A run that is known to go on, as it is told before anything happens. */
async function running(client: Client, path: string): Promise<RunView> {
  await firstRead(client, path);
  await until(async () => (await readRun(client, path)).state).toBe("running");
  return readRun(client, path);
}

/** Somebody with a key, a session and a run of their own. */
async function own() {
  const sandbox = await mintKey(address("sandbox"));
  const client = new Client();
  expect((await client.signIn(sandbox.key)).status).toBe(200);
  const { taskId, runIds } = await sandbox.addTask({ name: "Kept", runs: [{ script: "running" }] });
  const path = `/api/tasks/${taskId}/runs/latest`;
  const before = await running(client, path);
  return { sandbox, client, path, runId: runIds[0] ?? "", before };
}

/** Tries them side by side, since they mostly wait, and says which of them failed, and how. */
async function tryEach<T>(
  named: [string, ...T[]][],
  one: (name: string, ...rest: T[]) => Promise<void>,
) {
  const told = await Promise.allSettled(named.map(([name, ...rest]) => one(name, ...rest)));
  const failures = told.map((outcome, index) =>
    outcome.status === "rejected" ? `${named[index]?.[0]}: ${outcome.reason}` : null,
  );
  expect(failures.filter((failure) => failure !== null)).toEqual([]);
}

/** In time for a machine that does much else. */
const POLL = { timeout: 40_000, intervals: [500] };

/** Faults that make a sample worthless, and the reason a viewer is given. */
const REASONS: [string, RegExp][] = [
  ["500 in JSON", /^upstream_error$/],
  ["502 in HTML", /^upstream_error$/],
  ["503 without a body", /^upstream_(error|busy)$/],
  ["a failure under 200", /^upstream_error$/],
  ["HTML under 200", /^upstream_error$/],
  ["nothing under 200", /^upstream_error$/],
  ["204", /^upstream_error$/],
  ["half an answer", /^upstream_(error|unreachable)$/],
  ["a reset connection", /^upstream_unreachable$/],
  ["304", /^upstream_error$/],
  ["302 elsewhere", /^upstream_error$/],
  ["100 MB", /^upstream_error$/],
  ["a gzip bomb", /^upstream_error$/],
  ["JSON ten thousand deep", /^upstream_error$/],
  ["429 with a Retry-After", /^rate_limited$/],
  ["429 with a bad Retry-After", /^rate_limited$/],
  ["wrong types throughout", /^upstream_error$/],
];

test("a fault in place of every answer leaves the last known state, named as stale", async () => {
  await tryEach(REASONS, async (name, reason) => {
    const { sandbox, client, path, before } = await own();
    await sandbox.setFaults({ endpoint: "*", ...faultNamed(name) });
    await expect
      .poll(async () => (await readRun(client, path)).freshness.reason ?? "", POLL)
      .toMatch(reason);
    const during = await client.get(path);
    expect(during.status).toBe(200);
    const stale = during.json() as unknown as RunView;
    expect(stale.state).toBe("running");
    expect(stale.freshness.stale).toBe(true);
    expect(stale.transitions.length).toBeGreaterThanOrEqual(before.transitions.length);
    expect(during.text).not.toMatch(/secret_column|10\.1\.2\.3/);
    await sandbox.clearFaults();
    await expect.poll(async () => (await readRun(client, path)).freshness.stale, POLL).toBe(false);
  });
});

/** What is odd about an answer and does no harm, and what is read through it. */
const ODD: [string, Pick<RunView, "state" | "step">][] = [
  ["a byte order mark", { state: "running", step: "Read all the same" }],
  ["an unknown status", { state: "running", step: "Read all the same" }],
  ["a __proto__ at every level", { state: "waiting", step: "Opening new tab" }],
];

test("an answer that is merely odd does no harm", async () => {
  await tryEach(ODD, async (name, wanted) => {
    const { sandbox, client, path, runId } = await own();
    await sandbox.setFaults({ endpoint: "status", ...faultNamed(name) });
    await sandbox.show(runId, { detailedStatus: "Read all the same" });
    await expect.poll(async () => (await readRun(client, path)).step, POLL).toBe(wanted.step);
    const read = await client.get(path);
    expect(read.json()).toMatchObject({ state: wanted.state, freshness: { stale: false } });
    expect(read.text).not.toContain("polluted");
  });
});

test("silence is upstream_timeout within 10.5 s for whoever asks first", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await sandbox.setFaults({ endpoint: "*", kind: "hang" });
  const begun = Date.now();
  const answer = await client.get(`/api/tasks/${taskId}/runs/latest`);
  expect(Date.now() - begun).toBeLessThanOrEqual(scaled(15_500, 10_500));
  expect(answer.status, answer.text).toBe(504);
  expect(answer.json()).toMatchObject({ error: { code: "upstream_timeout" } });
});

test("an outage leaves a gap in the timeline, and what was before it", async ({
  client,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const path = `/api/tasks/${taskId}/runs/latest`;
  const before = await running(client, path);
  await sandbox.setFaults({ endpoint: "*", kind: "reset" });
  // More than three intervals of the pace in force.
  const since = Date.now();
  await expect
    .poll(
      async () => {
        await client.get(path);
        return Date.now() - since;
      },
      { timeout: 15_000, intervals: [500] },
    )
    .toBeGreaterThan(6_000);
  await sandbox.clearFaults();
  await sandbox.show(runIds[0] ?? "", { detailedStatus: "After the outage" });
  await expect
    .poll(async () => (await readRun(client, path)).step, { timeout: 40_000 })
    .toBe("After the outage");
  const after = await readRun(client, path);
  expect(after.transitions.slice(0, before.transitions.length).map(({ seq }) => seq)).toEqual(
    before.transitions.map(({ seq }) => seq),
  );
  const gap = after.transitions.find(({ kind }) => kind === "gap");
  expect(gap?.until).not.toBeNull();
  expect(Date.parse(gap?.until ?? "") - Date.parse(gap?.at ?? "")).toBeGreaterThan(3_000);
});
