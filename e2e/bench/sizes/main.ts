/** The `sizes` of `npm run bench`: how much JavaScript each page brings. */
import { chromium } from "playwright-core";
import { browserArgs, findBrowser } from "../../run/browser.mjs";
import { Client } from "../../support/http-client.ts";
import {
  pagesToWeigh,
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

const SHARED = "a shared run";

const budgeted = (name: WeighedPage, kB: number): Budgeted => ({
  what: `JavaScript of ${name}, gzip`,
  figure: `${kB.toFixed(1)} kB`,
  budget: `≤ ${SIZE_BUDGETS[name]} kB`,
  isKept: kB <= SIZE_BUDGETS[name],
});

/** A shared run reads its run after the address, so that only a browser can tell. */
async function weightOfShared(client: Client, runPath: string): Promise<number> {
  const [, , taskId = "", , runId = ""] = runPath.split("/");
  const link = await shareRun(client, { taskId, runId, include: { result: true } });
  const browser = await chromium.launch({
    executablePath: (await findBrowser()).path,
    args: browserArgs(),
  });
  try {
    const page = await browser.newPage();
    await page.goto(link.url);
    await page.getByTestId("result").getByRole("table").waitFor();
    return await weightOf(client.origin, await scriptsFetchedBy(page));
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
    figures.push(budgeted(name, await weightNamed(client, path)));
  }
  const ended = pages["a run that has ended"];
  return [...figures, budgeted(SHARED, await weightOfShared(client, ended))];
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
