/** Child processes that end when the command ends, however it ends. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WINDOWS = process.platform === "win32";
const RUNTIME = join(ROOT, "node_modules", "node", "bin", WINDOWS ? "node.exe" : "node");

/** The project's own Node once it is installed, else the one that runs this file. */
export const runtime = () => (existsSync(RUNTIME) ? RUNTIME : process.execPath);

/** The environment without `node_modules/.bin` on the path, for what replaces node_modules. */
export function outsideEnv() {
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin/.test(folder));
  return { ...process.env, PATH: path.join(delimiter) };
}

const running = new Set();

/**
 * Starts a command in a process group of its own, so that Ctrl-C reaches this command first and
 * the whole group can be ended with it.
 * @returns {{child: import("node:child_process").ChildProcess, ended: Promise<number>}} `ended`
 *   never rejects: a command that cannot be started counts as code 127, a signal as 128
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    detached: !WINDOWS,
    shell: WINDOWS && command === "npm",
    ...options,
  });
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (code) => resolve(code ?? 128));
  });
  const started = { child, ended };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

/** Ends everything that `start` started and that still runs. */
export const stopAll = () => Promise.all([...running].map((one) => stop(one)));

/** Sends a signal to a started command and all it started. */
function signalGroup({ child }, name) {
  try {
    process.kill(WINDOWS ? child.pid : -child.pid, name);
  } catch {
    // The group is already gone.
  }
}

/** Ends at once what `start` started and that still runs. */
export const killAll = () => {
  for (const one of running) signalGroup(one, "SIGKILL");
};

/** Ends a started command and all it started: asks first, insists after `graceMs`. */
export async function stop(one, graceMs = 10_000) {
  if (one.child.pid === undefined) return;
  signalGroup(one, "SIGTERM");
  const insist = setTimeout(() => signalGroup(one, "SIGKILL"), graceMs);
  await one.ended;
  clearTimeout(insist);
  signalGroup(one, "SIGKILL");
}

/** Parent and grandparent: npm may stand behind a shell. Only Linux tells without asking ps. */
function ancestors() {
  const { ppid } = process;
  try {
    return readFileSync(`/proc/${ppid}/stat`, "utf8").replace(/^.*\) \S+ (\d+).*$/s, `${ppid} $1`);
  } catch {
    return String(ppid);
  }
}

/**
 * Calls `callback` once when this command is to stop: Ctrl-C, SIGTERM, a closed terminal, or the
 * death of the npm that started it (npm does not always pass its own SIGTERM on).
 * @param insist what is left to do when Ctrl-C comes again meanwhile
 */
export function onStop(callback, insist = () => {}) {
  let asked = false;
  const ask = (why) => {
    if (asked && why === "SIGINT") {
      insist();
      process.exit(130);
    }
    if (!asked) callback(why);
    asked = true;
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => ask(name));
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestors();
  setInterval(() => ancestors() !== before && ask("SIGTERM"), 500).unref();
}
