/** A production build of what is checked out now, beside all others. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runtime } from "../../run/processes.mjs";

const FOLDER = ".next-bench";
/** Next makes them point to the newest build; a benchmark leaves the tree as it was. */
const TOUCHED = ["tsconfig.json", "next-env.d.ts"].map((name) => join(ROOT, name));

/**
 * Builds into a folder of its own and makes that the build to start; a build named by NEXT_DIST_DIR
 * is used as it is.
 * @throws Error when the build fails
 */
export function buildForBench(): void {
  if (process.env.NEXT_DIST_DIR) return;
  process.env.NEXT_DIST_DIR = FOLDER;
  const before = TOUCHED.map((path) => (existsSync(path) ? readFileSync(path) : null));
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const build = spawnSync(runtime(), [next, "build"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  for (const [index, content] of before.entries()) {
    if (content !== null) writeFileSync(TOUCHED[index] as string, content);
  }
  // Types of an old build name pages that are gone.
  rmSync(join(ROOT, FOLDER, "types"), { recursive: true, force: true });
  if (build.status !== 0) throw new Error("The build failed; see its words above.");
}
