/** The `lighthouse` of `npm run bench`: what Lighthouse says of the four pages people see most. */
import { chromium } from "playwright-core";
import { browserArgs, findBrowser } from "../../run/browser.mjs";
import { freePort } from "../../run/ports.mjs";
import { Client } from "../../support/http-client.ts";
import { pagesToWeigh } from "../../support/page-weight.ts";
import { mintKey } from "../../support/sandbox.ts";
import { shareRun } from "../../support/shares.ts";
import type { Budgeted } from "../support/budget.ts";
import { buildForBench } from "../support/build.ts";
import { quantile } from "../support/report.ts";
import { startBenchServers } from "../support/servers.ts";
import { type Audit, type Form, installedAudit } from "./install.ts";

const LEAST: Record<string, number> = {
  performance: 95,
  accessibility: 100,
  "best-practices": 95,
};
const TIMES = Number(process.env.TIMES ?? 3);
const FORMS: readonly Form[] = ["mobile", "desktop"];

type Looked = { name: string; url: string; cookie: string | null };

/** Sign-in, the list, a run that goes on, and the same run shared. */
async function pagesOf(control: string, origin: string): Promise<Looked[]> {
  const sandbox = await mintKey(control);
  await sandbox.addTasks(30, "Task");
  const client = new Client(origin);
  const answer = await client.signIn(sandbox.key);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  const { "a run that goes on": run } = await pagesToWeigh(sandbox);
  const [, , taskId = "", , runId = ""] = run.split("/");
  const include = { taskName: true, result: true, toolCalls: true, live: true };
  const { url } = await shareRun(client, { taskId, runId, include });
  const { cookie } = client;
  return [
    { name: "sign-in", url: `${origin}/sign-in`, cookie: null },
    { name: "list", url: `${origin}/tasks`, cookie },
    { name: "run", url: `${origin}${run}`, cookie },
    { name: "share", url, cookie: null },
  ];
}

/** The median of a few looks, since one is at the mercy of whatever else the machine does. */
async function look(audit: Audit, page: Looked, port: number, form: Form): Promise<Budgeted[]> {
  const looks: Awaited<ReturnType<Audit>>[] = [];
  while (looks.length < TIMES) looks.push(await audit({ ...page, port, form }));
  const speed = quantile(
    looks.map(({ speed }) => speed),
    0.5,
  );
  const missed = [...new Set(looks.flatMap(({ missed }) => missed))];
  if (missed.length > 0) console.error(`${page.name}, ${form}: ${missed.join(" · ")}`);
  return Object.entries(LEAST).map(([category, least]) => {
    const scores = looks.map(({ scores }) => scores[category] ?? 0);
    const score = quantile(scores, 0.5);
    return {
      what: `Lighthouse, ${page.name}, ${form}: ${category}`,
      figure: `${score} (of ${scores.join(", ")}; machine ${speed.toFixed(0)})`,
      budget: `≥ ${least}`,
      isKept: score >= least,
    };
  });
}

/** Audits the pages of the build in NEXT_DIST_DIR, or of one made for it. */
export async function measureLighthouse(): Promise<Budgeted[]> {
  const audit = await installedAudit();
  buildForBench();
  const servers = await startBenchServers("bench-lighthouse");
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: (await findBrowser()).path,
    args: [...browserArgs(), `--remote-debugging-port=${port}`],
  });
  try {
    const figures: Budgeted[] = [];
    for (const page of await pagesOf(servers.control, servers.dashboard().origin)) {
      for (const form of FORMS) figures.push(...(await look(audit, page, port, form)));
    }
    return figures;
  } finally {
    await browser.close();
    await servers.stop();
  }
}
