/** A PostgreSQL server of one's own: loopback only, with a password, gone when the command ends. */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.mjs";
import { findPostgres } from "./postgres-binaries.mjs";
import { makeCluster } from "./postgres-cluster.mjs";

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;
/** What the ruins of a server that was killed say for a moment, until its last process is gone. */
const STILL_THERE = /pre-existing shared memory block|lock file .* already exists/;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the server with this process id takes connections: its own note says so. */
function isReady(dataDir, pid) {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return lines[0] === String(pid) && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** Starts the server and waits until it is ready. Throws its own words when it does not come up. */
async function launch(binDir, { base, dataDir, identity }, settings, deadline) {
  const logPath = join(base, "log");
  const log = openSync(logPath, "w");
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(binDir, "postgres"), ["-D", dataDir, ...args], {
    cwd: base,
    stdio: ["ignore", log, log],
    // Ctrl-C is for the command, which then ends its server.
    detached: true,
    ...identity,
  });
  closeSync(log);
  const server = { child, over: false };
  server.ended = new Promise((resolve) => {
    for (const event of ["error", "exit"]) child.once(event, resolve);
  }).then(() => {
    server.over = true;
  });
  while (!isReady(dataDir, child.pid)) {
    if (server.over || Date.now() > deadline) {
      child.kill("SIGKILL");
      const words = readFileSync(logPath, "utf8").slice(-2_000);
      if (Date.now() > deadline || !STILL_THERE.test(words)) {
        throw new Error(`PostgreSQL did not come up:\n${words}`);
      }
      await pause(50);
      return launch(binDir, { base, dataDir, identity }, settings, deadline);
    }
    await pause(10);
  }
  return server;
}

/** Calls `cleanUp` when this process ends, also by a signal that nobody else handles. */
function whenThisProcessEnds(cleanUp) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const onSignal = (name) => {
    if (process.listenerCount(name) === 1) process.exit(128 + constants.signals[name]);
  };
  process.once("exit", cleanUp);
  for (const name of signals) process.on(name, onSignal);
  return () => {
    process.removeListener("exit", cleanUp);
    for (const name of signals) process.removeListener(name, onSignal);
  };
}

/**
 * Starts a server on a free port of loopback; its data are removed when it is stopped for good.
 * @param {{fsync?: boolean, binDir?: string}} options without fsync it is faster, and loses data
 *   when the machine (not the server) dies
 * @throws Error with one sentence when there is no PostgreSQL, else with the server's own words
 */
export async function startPostgres({ fsync = true, binDir = findPostgres()?.binDir } = {}) {
  if (!binDir) throw new Error("There is no PostgreSQL on this machine; set PG_BIN.");
  const cluster = makeCluster(binDir);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  let server;
  const start = async () => {
    server = await launch(binDir, cluster, settings, Date.now() + START_LIMIT_MS);
  };
  const end = async (signal) => {
    server.child.kill(signal);
    const insist = setTimeout(() => server.child.kill("SIGKILL"), STOP_LIMIT_MS);
    await server.ended;
    clearTimeout(insist);
  };
  const forget = whenThisProcessEnds(() => {
    server?.child.kill("SIGKILL");
    cluster.remove();
  });
  const stop = async ({ signal = "SIGINT" } = {}) => {
    await end(signal);
    cluster.remove();
    forget();
  };
  try {
    await start();
  } catch (error) {
    cluster.remove();
    forget();
    throw error;
  }
  const { user, password } = cluster;
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    binDir,
    /** The server's first process, for those who send it signals. */
    pid: () => server.child.pid,
    /** Ends it, on SIGINT without waiting for its clients, and removes what it held. */
    stop,
    /** Ends it (SIGKILL: like a crash) and starts it again on the same port with the same data. */
    restart: async ({ signal = "SIGINT" } = {}) => {
      await end(signal);
      await start();
    },
  };
}
