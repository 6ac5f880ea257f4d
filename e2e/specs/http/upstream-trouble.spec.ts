/** Whatever the upstream does: a typed code in time, nothing lost, nothing told that is not ours. */
import type { RunView } from "../../../lib/contract/api.ts";
import type { Client } from "../../support/http-client.ts";
import type { Fault } from "../../support/sandbox.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead, readRun } from "../../support/viewer.ts";

/** A run that is known to go on, as it is told before anything happens. */
async function running(client: Client, path: string): Promise<RunView> {
  await firstRead(client, path);
  await until(async () => (await readRun(client, path)).state).toBe("running");
  return readRun(client, path);
}

const RAW = 'select * from "runs" where secret_column = 10.1.2.3:5432';

/** Faults that make a sample worthless, and the reason a viewer is given. */
const FAULTS: [string, Omit<Fault, "endpoint">, RegExp][] = [
  ["500 in JSON", { kind: "status", code: 500, text: RAW }, /^upstream_error$/],
  ["502 in HTML", { kind: "status", code: 502, type: "html", text: RAW }, /^upstream_error$/],
  ["503 without a body", { kind: "status", code: 503, type: "empty" }, /^upstream_(error|busy)$/],
  ["a failure under 200", { kind: "failure", text: RAW }, /^upstream_error$/],
  ["HTML under 200", { kind: "html" }, /^upstream_error$/],
  ["nothing at all", { kind: "empty" }, /^upstream_error$/],
  ["204", { kind: "noContent" }, /^upstream_error$/],
  ["half an answer", { kind: "truncated" }, /^upstream_(error|unreachable)$/],
  ["a reset connection", { kind: "reset" }, /^upstream_unreachable$/],
  ["304", { kind: "notModified" }, /^upstream_error$/],
  ["a redirect", { kind: "redirect", location: "http://127.0.0.1:9/" }, /^upstream_error$/],
  ["100 MB", { kind: "huge" }, /^upstream_error$/],
  ["a gzip bomb", { kind: "gzipBomb" }, /^upstream_error$/],
  ["JSON ten thousand deep", { kind: "deepJson" }, /^upstream_error$/],
  ["429 with a Retry-After", { kind: "rateLimited", retryAfter: "2" }, /^rate_limited$/],
  ["429 with a bad Retry-After", { kind: "rateLimited", retryAfter: "soon" }, /^rate_limited$/],
  ["wrong types throughout", { kind: "wrongTypes" }, /^upstream_error$/],
];

for (const [name, fault, reason] of FAULTS) {
  test(`${name} in place of an answer leaves the last known state, named as stale`, async ({
    client,
    sandbox,
  }) => {
    const { taskId } = await sandbox.addTask({ name: "Kept", runs: [{ script: "running" }] });
    const path = `/api/tasks/${taskId}/runs/latest`;
    const before = await running(client, path);
    await sandbox.setFaults({ endpoint: "*", ...fault } as Fault);
    await expect
      .poll(async () => (await readRun(client, path)).freshness.reason ?? "", { timeout: 20_000 })
      .toMatch(reason);
    const during = await client.get(path);
    expect(during.status).toBe(200);
    const stale = during.json() as unknown as RunView;
    expect(stale.state).toBe("running");
    expect(stale.freshness.stale).toBe(true);
    expect(stale.transitions.length).toBeGreaterThanOrEqual(before.transitions.length);
    expect(during.text).not.toMatch(/secret_column|10\.1\.2\.3/);
    await sandbox.clearFaults();
    await expect
      .poll(async () => (await readRun(client, path)).freshness.stale, { timeout: 30_000 })
      .toBe(false);
  });
}

/** What is odd about an answer and does no harm, and the step that is read through it. */
const ODD: [string, Omit<Fault, "endpoint">, string][] = [
  ["a byte order mark", { kind: "bom" }, "Read all the same"],
  ["an unknown status", { kind: "unknownEnum" }, "Read all the same"],
  ["a __proto__ at every level", { kind: "proto" }, "Opening new tab"],
];
for (const [name, fault, step] of ODD) {
  test(`${name} does no harm`, async ({ client, sandbox }) => {
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
    const path = `/api/tasks/${taskId}/runs/latest`;
    await running(client, path);
    await sandbox.setFaults({ endpoint: "status", ...fault } as Fault);
    await sandbox.show(runIds[0] ?? "", { detailedStatus: "Read all the same" });
    await expect
      .poll(async () => (await readRun(client, path)).step, { timeout: 15_000 })
      .toBe(step);
    const read = await client.get(path);
    expect(read.json()).toMatchObject({
      state: fault.kind === "proto" ? "waiting" : "running",
      freshness: { stale: false },
    });
    expect(read.text).not.toContain("polluted");
  });
}

test("silence is upstream_timeout within 10.5 s for whoever asks first", async ({
  client,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await sandbox.setFaults({ endpoint: "*", kind: "hang" });
  const begun = Date.now();
  const answer = await client.get(`/api/tasks/${taskId}/runs/latest`);
  expect(Date.now() - begun).toBeLessThanOrEqual(10_500);
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
