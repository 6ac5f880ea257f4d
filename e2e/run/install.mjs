/** Brings node_modules up to the lockfile, and the project's own Node with it. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { outsideEnv, ROOT, runtime, start } from "./processes.mjs";

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

const upToDate = () =>
  changedAt(join(ROOT, "node_modules", ".package-lock.json")) >=
  Math.floor(changedAt(join(ROOT, "package-lock.json")) / 1000) * 1000;

/** Whether the Node that scripts will run on is one that runs TypeScript files. */
function runtimeWorks() {
  const { stdout } = spawnSync(runtime(), ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)/.exec(stdout ?? "")?.[1] ?? 0) >= 24;
}

/**
 * Installs what is missing; does nothing when nothing is.
 * @throws Error with one clear sentence when it cannot
 */
export async function ensureInstalled() {
  const env = outsideEnv();
  if (!upToDate()) {
    console.log("Installing dependencies (npm ci)");
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    if ((await start("npm", args, { env }).ended) !== 0) {
      throw new Error("npm ci failed; see its words above. Is the npm registry reachable?");
    }
  }
  if (runtimeWorks()) return;
  // Where npm is set to run no install scripts, the package `node` comes without its binary.
  const script = join(ROOT, "node_modules", "node", "installArchSpecificPackage.js");
  await start(process.execPath, [script], { cwd: join(ROOT, "node_modules", "node"), env }).ended;
  if (!runtimeWorks()) {
    throw new Error("Node 24 could not be installed as a dependency; install Node 24 yourself.");
  }
}
