/** How much JavaScript a page brings. */
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { type Client, send } from "./http-client.ts";
import type { SandboxKey } from "./sandbox.ts";
import type { WeighedPage } from "./size-budgets.ts";

const CHUNK = /\/_next\/static\/[^"'\\\s]+?\.js/g;
/** For browsers that know no modules; all others leave it where it is. */
const NOT_FETCHED = /<script[^>]*\snoModule[^>]*>/gi;

/** The scripts that a page names: those it runs, and those it has fetched ahead. */
export const scriptsNamedIn = (html: string): string[] => [
  ...new Set(html.replaceAll(NOT_FETCHED, "").match(CHUNK)),
];

/** The scripts that an open page has fetched so far, by their paths. */
export async function scriptsFetchedBy(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
  );
  return [...new Set(names.filter((name) => name.endsWith(".js")))];
}

/** What scripts weigh together, each compressed by itself with gzip, in kB of 1,000 bytes. */
export async function weightOf(origin: string, paths: readonly string[]): Promise<number> {
  if (paths.length === 0) throw new Error("A page without scripts: the wrong one was weighed.");
  const sizes = await Promise.all(
    paths.map(async (path) => {
      const { status, text } = await send(origin, path);
      if (status !== 200) throw new Error(`${path}: ${status}`);
      return gzipSync(text).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}

/** Of these only a browser can tell: some of what they show is fetched once the page runs. */
export const SEEN_IN_BROWSERS = [
  "a run that waits",
  "a run that has ended",
  "a shared run",
] as const;

/** Makes the runs to look at, and tells where each page is; a shared run is that which has ended. */
export async function pagesToWeigh(
  sandbox: SandboxKey,
): Promise<Record<Exclude<WeighedPage, "a shared run">, string>> {
  const runOf = async (script: string) => {
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script }] });
    return { task: `/tasks/${taskId}`, run: `/tasks/${taskId}/runs/${runIds[0]}` };
  };
  const [running, waiting, ended] = await Promise.all([
    runOf("running-live"),
    runOf("waiting-live"),
    runOf("completed"),
  ]);
  return {
    "sign-in": "/sign-in",
    "the list of tasks": "/tasks",
    "a task": running.task,
    "a run that goes on": running.run,
    "a run that waits": waiting.run,
    "a run that has ended": ended.run,
    "a new task": "/tasks/new",
    shares: "/shares",
  };
}

/** What a page names weighs, in kB; sign-in is asked for by nobody in particular. */
export async function weightNamed(client: Client, path: string): Promise<number> {
  const isPublic = path === "/sign-in";
  const answer = isPublic ? await send(client.origin, path) : await client.get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return weightOf(client.origin, scriptsNamedIn(answer.text));
}
