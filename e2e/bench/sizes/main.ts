/** The `sizes` of `npm run bench`: how much JavaScript each page brings. */
import type { Page } from "@playwright/test";
import { chromium } from "playwright-core";
import { browserArgs, findBrowser } from "../../run/browser.mjs";
import { Client } from "../../support/http-client.ts";
import {
  pagesToWeigh,
  SEEN_IN_BROWSERS,
  scriptsFetchedBy,
  weightNamed,
  weightOf,
} from "../../support/page-weight.ts";
import { mintKey } from "../../support/sandbox.ts";
import { shareRun } from "../../support/shares.ts";
import { SIZE_BUDGETS, type WeighedPage } from "../../support/size-budgets.ts";
import type { Budgeted } from "../support/budget.ts";
import { buildForBench } from "../support/build.ts";
import { type BenchServers, startBenchServers } from "../support/servers.ts";

const IN_BROWSER = ["a run that waits", "a run that has ended"] as const;
/** What is there once the part that counts is. */
const SHOWN: Record<(typeof IN_BROWSER)[number], string> = {
  "a run that waits": "[data-testid=tool-call] form",
  "a run that has ended": "[data-testid=result] table",
};

const budgeted = (name: WeighedPage, kB: number): Budgeted => ({
  what: `JavaScript of ${name}, gzip`,
  figure: `${kB.toFixed(1)} kB`,
  budget: `≤ ${SIZE_BUDGETS[name]} kB`,
  isKept: kB <= SIZE_BUDGETS[name],
});

/** What a page has fetched once `shown` is there. */
async function weightFetched(page: Page, url: string, shown: string): Promise<number> {
  await page.goto(url);
  await page.locator(shown).waitFor();
  // What the server sent is there before the code that goes with it: until none came for a while.
  let fetched = -1;
  await page.exposeFunction("isSettled", (count: number) => {
    const isSame = count === fetched;
    fetched = count;
    return isSame;
  });
  await page.waitForFunction(
    () => {
      const scripts = performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith(".js"));
      const { isSettled } = window as unknown as { isSettled: (count: number) => boolean };
      return document.readyState === "complete" && isSettled(scripts.length);
    },
    undefined,
    { polling: 500 },
  );
  return weightOf(new URL(url).origin, await scriptsFetchedBy(page));
}

/** What only a browser can tell: of runs, and of one of them shared. */
async function weighInBrowser(
  client: Client,
  pages: Record<(typeof IN_BROWSER)[number], string>,
): Promise<Budgeted[]> {
  const [, , taskId = "", , runId = ""] = pages["a run that has ended"].split("/");
  const link = await shareRun(client, { taskId, runId, include: { result: true } });
  const [name = "", value = ""] = client.cookie?.split(/=(.*)/s) ?? [];
  const browser = await chromium.launch({
    executablePath: (await findBrowser()).path,
    args: browserArgs(),
  });
  try {
    const owner = await browser.newContext();
    await owner.addCookies([{ name, value, url: client.origin }]);
    const figures: Budgeted[] = [];
    for (const name of IN_BROWSER) {
      const url = `${client.origin}${pages[name]}`;
      const kB = await weightFetched(await owner.newPage(), url, SHOWN[name]);
      figures.push(budgeted(name, kB));
    }
    const stranger = await browser.newPage();
    const kB = await weightFetched(stranger, link.url, SHOWN["a run that has ended"]);
    return [...figures, budgeted("a shared run", kB)];
  } finally {
    await browser.close();
  }
}

async function weighAll(servers: BenchServers): Promise<Budgeted[]> {
  const sandbox = await mintKey(servers.control);
  const client = new Client(servers.dashboard().origin);
  const answer = await client.signIn(sandbox.key);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  const pages = await pagesToWeigh(sandbox);
  const figures: Budgeted[] = [];
  for (const [name, path] of Object.entries(pages) as [keyof typeof pages, string][]) {
    if (SEEN_IN_BROWSERS.some((seen) => seen === name)) continue;
    figures.push(budgeted(name, await weightNamed(client, path)));
  }
  return [...figures, ...(await weighInBrowser(client, pages))];
}

/** Weighs the pages of the build in NEXT_DIST_DIR, or of one made for it. */
export async function measureSizes(): Promise<Budgeted[]> {
  buildForBench();
  const servers = await startBenchServers("bench-sizes");
  try {
    return await weighAll(servers);
  } finally {
    await servers.stop();
  }
}
