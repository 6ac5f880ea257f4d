/** Global set-up: the sandboxes and the dashboard every test talks to. */
import { rmSync } from "node:fs";
import { startSandbox } from "../sandbox/server.ts";
import { freePort } from "../run/ports.mjs";
import { publishAddresses } from "./addresses.ts";
import { refuseCspReports, startCspReports } from "./csp-reports.ts";
import { LOG_FOLDER, METRICS_TOKEN, startDashboard } from "./dashboard.ts";

/** @returns what stops them again */
export default async function startServers(): Promise<() => Promise<void>> {
  rmSync(LOG_FOLDER, { recursive: true, force: true });
  const anyPort = { port: 0, livePort: 0, host: "127.0.0.1" };
  const reports = await startCspReports();
  const sandbox = await startSandbox(anyPort);
  const flaky = await startSandbox(anyPort);
  const nobodyAt = async () => `http://127.0.0.1:${await freePort()}`;
  const [broken, faulty, outage] = [await nobodyAt(), await nobodyAt(), await nobodyAt()];
  const dashboard = await startDashboard({
    name: "dashboard",
    env: { CSP_REPORT_URI: `${reports.origin}/`, METRICS_TOKEN },
    upstreams: [
      `sandbox=${sandbox.apiUrl}`,
      `flaky=${flaky.apiUrl}`,
      `broken=${broken}/api/v1`,
      // There a test listens itself.
      `faulty=${faulty}/api/v1`,
      `outage=${outage}/api/v1`,
    ].join(","),
  });
  publishAddresses({
    dashboard: dashboard.origin,
    sandbox: new URL(sandbox.apiUrl).origin,
    flaky: new URL(flaky.apiUrl).origin,
    cspReports: reports.origin,
    faulty,
    outage,
    data: dashboard.dataDir,
  });
  return async () => {
    await dashboard.stop();
    await Promise.all([sandbox.close(), flaky.close()]);
    await refuseCspReports(reports.origin).finally(() => reports.close());
  };
}
