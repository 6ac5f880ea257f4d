/** The routes of the build: what is added later is tried without being named here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../run/processes.mjs";

/** Templates such as `/api/tasks/[taskId]/runs`, as the build in NEXT_DIST_DIR has them. */
export function builtRoutes(): string[] {
  const dist = join(ROOT, process.env.NEXT_DIST_DIR ?? ".next-test");
  const manifest = readFileSync(join(dist, "app-path-routes-manifest.json"), "utf8");
  return [...new Set(Object.values(JSON.parse(manifest) as Record<string, string>))].toSorted();
}

/** A template with each of its parts in brackets replaced; a rest may become several parts. */
export const pathOf = (template: string, part: (name: string) => string): string =>
  template.replace(/\[+(?:\.\.\.)?([\w-]+)\]+/g, (_whole, name: string) => part(name));
