/** A production server of the dashboard, on a free port and with a data directory of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort } from "../run/ports.mjs";
import { ROOT, runtime } from "../run/processes.mjs";

export const LOG_FOLDER = join(ROOT, "test-results", "logs");

/** What the metrics of the dashboard that all tests share are read with. */
export const METRICS_TOKEN = "metrics-of-the-tests-0123456789abcdef";

/** High enough that no test meets a limit it does not ask for. */
export const GENEROUS_LIMITS = {
  signIn: 100_000,
  signInPerClient: 100_000,
  writes: 100_000,
  writesByKey: 100_000,
  shareMisses: 100_000,
};

export type Dashboard = {
  /** As PUBLIC_ORIGIN has it. */
  origin: string;
  pid: number;
  dataDir: string;
  log: () => string;
  /** Ends the server; `keepData` leaves the data directory for another one. */
  stop: (options?: { keepData?: boolean; signal?: NodeJS.Signals }) => Promise<number | null>;
};

export type DashboardOptions = {
  /** Name of the log file in LOG_FOLDER. */
  name: string;
  upstreams: string;
  env?: Record<string, string>;
  dataDir?: string;
  port?: number;
};

const UP_WITHIN_MS = 60_000;

const exited = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once("exit", (code) => resolve(code));
  });

/**
 * Starts `next start` on the build in NEXT_DIST_DIR and waits until it is ready.
 * @throws Error with the server's own words when it does not come up
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const port = options.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "runboard-data-"));
  mkdirSync(LOG_FOLDER, { recursive: true });
  const logPath = join(LOG_FOLDER, `${options.name}.log`);
  const log = openSync(logPath, "a");
  const child = spawn(runtime(), ["--max-semi-space-size=16", "e2e/run/start.mjs"], {
    cwd: ROOT,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: process.env.NEXT_DIST_DIR ?? ".next-test",
      NEXT_TELEMETRY_DISABLED: "1",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATA_DIR: dataDir,
      BROWSERABLE_UPSTREAMS: options.upstreams,
      RATE_LIMITS: JSON.stringify(GENEROUS_LIMITS),
      LOG_LEVEL: "info",
      ...options.env,
    },
  });
  closeSync(log);
  const end = exited(child);
  const read = () => readFileSync(logPath, "utf8");
  if (!(await answers(`${origin}/api/readyz`, UP_WITHIN_MS, () => child.exitCode !== null))) {
    child.kill("SIGKILL");
    throw new Error(`The dashboard did not come up:\n${read().slice(-4_000)}`);
  }
  return {
    origin,
    pid: child.pid ?? 0,
    dataDir,
    log: read,
    stop: async ({ keepData = false, signal = "SIGTERM" } = {}) => {
      child.kill(signal);
      const insist = setTimeout(() => child.kill("SIGKILL"), 25_000);
      const code = await end;
      clearTimeout(insist);
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
