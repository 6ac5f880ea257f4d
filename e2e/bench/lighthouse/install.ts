/** Lighthouse, installed when it is asked for: it is no dependency of Runboard. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, runtime } from "../../run/processes.mjs";

const FOLDER = join(ROOT, "e2e", "bench", "lighthouse");

export type Form = "mobile" | "desktop";
export type Audit = (page: {
  url: string;
  port: number;
  cookie: string | null;
  form: Form;
}) => Promise<{ scores: Record<string, number>; speed: number; missed: string[] }>;

/**
 * Installs it, unless it is there, and gives what audits a page.
 * @throws Error when it cannot be installed
 */
export async function installedAudit(): Promise<Audit> {
  if (!existsSync(join(FOLDER, "node_modules", "lighthouse"))) {
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    // It wants the Node that Runboard brings.
    const path = `${dirname(runtime())}:${process.env.PATH ?? ""}`;
    const { status } = spawnSync("npm", args, {
      cwd: FOLDER,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, PATH: path },
    });
    if (status !== 0) throw new Error("Lighthouse could not be installed; see npm's words above.");
  }
  const loaded = (await import(pathToFileURL(join(FOLDER, "audit.mjs")).href)) as { audit: Audit };
  return loaded.audit;
}
