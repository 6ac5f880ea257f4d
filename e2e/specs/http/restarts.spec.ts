/** What was told once is there after any end of the process; the time in between is a gap. */
import type { RunView } from "../../../lib/contract/api.ts";
import { address } from "../../support/addresses.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { Client } from "../../support/http-client.ts";
import { expect, test, until } from "../../support/test.ts";
import { firstRead, isSeamless, readRun, Viewer } from "../../support/viewer.ts";

const gapsOf = (view: RunView | null) =>
  view?.transitions.filter(({ kind }) => kind === "gap").length ?? 0;

test("a killed dashboard has lost nothing it told, and goes on with its owner's next request", {
  tag: "@hardening",
}, async ({ sandbox }) => {
  // Four starts of a server.
  test.setTimeout(240_000);
  const upstreams = `sandbox=${address("sandbox")}/api/v1`;
  const name = "restarted";
  let dashboard: Dashboard = await startDashboard({ name, upstreams });
  const port = Number(new URL(dashboard.origin).port);
  try {
    const client = new Client(dashboard.origin);
    await client.signIn(sandbox.key);
    // Without METRICS_TOKEN there are none.
    const noMetrics = await client.get("/metrics", { authorization: "Bearer undefined" });
    expect(noMetrics.status).toBe(404);
    const step = (number: number) => ({
      atMs: number * 1_200,
      data: { status: "running", detailedStatus: `Step ${number}` },
    });
    const script = { samples: Array.from({ length: 100 }, (_, index) => step(index)) };
    const watched = await sandbox.addTask({ runs: [{ script }] });
    const left = await sandbox.addTask({ runs: [{ script: "running" }] });
    const path = `/api/tasks/${watched.taskId}/runs/${watched.runIds[0]}`;
    const leftPath = `/api/tasks/${left.taskId}/runs/${left.runIds[0]}`;
    /** Whether this dashboard has read the other run, asked whose sample it was, and kept it. */
    const hasReadLeft = async () => {
      const asked = (await sandbox.calls()).log.filter(({ url }) => url.includes(left.taskId));
      const sampled = asked.findIndex(({ endpoint }) => endpoint === "status");
      if (sampled < 0) return false;
      const whose = asked.slice(sampled).findLast(({ endpoint }) => endpoint === "runs");
      return Date.now() - (whose?.answeredAt ?? Number.POSITIVE_INFINITY) > 500;
    };
    await firstRead(client, leftPath);
    const viewer = new Viewer(client, path).start(40);
    for (let kill = 0; kill < 3; kill += 1) {
      const before = viewer.acknowledged.size;
      await until(() => viewer.acknowledged.size >= before + 3).toBe(true);
      await until(hasReadLeft).toBe(true);
      await dashboard.stop({ signal: "SIGKILL", keepData: true });
      await sandbox.resetCalls();
      dashboard = await startDashboard({ name, upstreams, port, dataDir: dashboard.dataDir });
    }
    await until(() => gapsOf(viewer.newest)).toBeGreaterThanOrEqual(3);
    await until(hasReadLeft).toBe(true);
    viewer.stop();
    expect(viewer.contradictions).toEqual([]);
    expect(viewer.bare, "answers to whoever came while a server started").toBe(0);
    const view = await readRun(client, path);
    expect(isSeamless(view)).toBe(true);
    for (const seq of viewer.acknowledged.keys()) expect(view.transitions[seq - 1]?.seq).toBe(seq);
    const told = viewer.acknowledged.size;
    // More where a busy machine was late to look at it first.
    expect(gapsOf(view)).toBeGreaterThanOrEqual(3);
    expect(gapsOf(view)).toBeLessThanOrEqual(5);

    // Nobody has looked at the other run since; its owner only came back.
    await sandbox.show(left.runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
    await until(async () => (await sandbox.calls()).byEndpoint.result, 40_000).toBeGreaterThan(0);
    const followed = await readRun(client, leftPath);
    expect(followed.state).toBe("completed");
    expect(followed.transitions.map(({ kind }) => kind).join(" ")).toMatch(
      /^(gap )?step( gap step){3,5}( gap)? end$/,
    );
    figure("crash", `3 SIGKILLs: 0 of ${told} told transitions lost or torn`);
  } finally {
    await dashboard.stop();
  }
});
