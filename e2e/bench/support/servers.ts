/** The two servers of a benchmark: a sandbox inside this process, and the dashboard beside it. */
import type { Call } from "../../sandbox/calls.ts";
import { type BrowserOptions, type Sandbox, startSandbox } from "../../sandbox/server.ts";
import { freePort } from "../../run/ports.mjs";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";

/** A call that is over: what the sandbox logged, whose it was, and whether its answer went out. */
export type HeardCall = Call & { key: string; delivered: boolean; endedAt: number };

export type BenchServers = {
  sandbox: Sandbox;
  /** Where the sandbox takes control calls. */
  control: string;
  /** Every call so far, in the order in which they ended. */
  calls: HeardCall[];
  /** The dashboard that runs now. */
  dashboard: () => Dashboard;
  /** Ends the dashboard without warning and starts it again on the same data and port. */
  restart: () => Promise<{ killedAt: number; goneAt: number; readyAt: number }>;
  stop: () => Promise<void>;
};

/**
 * Starts both, the dashboard from the build in NEXT_DIST_DIR.
 * @param browser with one, tasks created in the sandbox are driven by it
 */
export async function startBenchServers(
  name: string,
  { env = {}, browser }: { env?: Record<string, string>; browser?: BrowserOptions } = {},
): Promise<BenchServers> {
  const calls: HeardCall[] = [];
  const sandbox = await startSandbox({
    browser,
    onCall: (key, call, delivered) => calls.push({ ...call, key, delivered, endedAt: Date.now() }),
  });
  const options = { name, upstreams: `sandbox=${sandbox.apiUrl}`, env, port: await freePort() };
  let dashboard = await startDashboard(options);
  return {
    sandbox,
    control: new URL(sandbox.apiUrl).origin,
    calls,
    dashboard: () => dashboard,
    restart: async () => {
      const killedAt = Date.now();
      await dashboard.stop({ keepData: true, signal: "SIGKILL" });
      const goneAt = Date.now();
      dashboard = await startDashboard({ ...options, dataDir: dashboard.dataDir });
      return { killedAt, goneAt, readyAt: Date.now() };
    },
    stop: async () => {
      await dashboard.stop();
      await sandbox.close();
    },
  };
}
