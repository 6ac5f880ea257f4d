/** How long after a change on the server a person sees it, in a real browser on the run page. */
import { chromium } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";
import { browserArgs, findBrowser } from "../../run/browser.mjs";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import type { Random } from "../support/random.ts";
import type { BenchServers } from "../support/servers.ts";

/** All in ms: the whole way, and its two waits. */
export type Seen = {
  /** From the change to the words on the page. */
  totalMs: number;
  /** From the change to the answer of the first status call that told it. */
  sampleMs: number;
  /** From that answer to the words on the page. */
  clientMs: number;
};

const WARM_UP_MS = 5_000;
const MOST_MS = 10_000;
/** Waits spread evenly over whole intervals of the pace meet every moment of one equally often. */
const PACE_MS = 1_000;
const words = (index: number) => `Reading page ${index} of the list`;

/** Runs in the page: notes when each new text first stood in the timeline. */
function observeTimeline(): void {
  const seen: Record<string, number> = {};
  const look = () => {
    const now = Date.now();
    const text = document.querySelector('[data-testid="timeline"]')?.textContent ?? "";
    for (const [found] of text.matchAll(/Reading page \d+ of the list/g)) seen[found] ??= now;
  };
  new MutationObserver(look).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  Object.assign(window, { seenWords: seen });
}

/**
 * Changes a run's words `changes` times at random moments while a browser shows it.
 * @throws Error when a change is not on the page within 10 s
 */
export async function measureFreshness(
  { control, calls, dashboard }: BenchServers,
  random: Random,
  changes: number,
): Promise<Seen[]> {
  const key = await mintKey(control);
  const { taskId, runIds } = await key.addTask({
    name: "Freshness",
    runs: [{ script: "waits-for-input", manual: true }],
  });
  const runId = runIds[0] ?? "";
  const show = (index: number) =>
    key.show(runId, { status: "running", detailedStatus: words(index), toolCall: null });
  await show(0);
  const { origin } = dashboard();
  const client = new Client(origin);
  await client.signIn(key.key);
  const [name = "", value = ""] = client.cookie?.split(/=(.*)/s) ?? [];
  const { path } = await findBrowser();
  const browser = await chromium.launch({ executablePath: path, args: browserArgs() });
  try {
    const page = await browser.newPage({ reducedMotion: "reduce" });
    await page.context().addCookies([{ name, value, url: origin, httpOnly: true }]);
    await page.goto(`${origin}/tasks/${taskId}/runs/latest`);
    await page.getByText(words(0)).first().waitFor();
    await page.evaluate(observeTimeline);
    await sleep(WARM_UP_MS);
    const seen: Seen[] = [];
    for (let index = 1; index <= changes; index += 1) {
      await sleep(random.between(700, 700 + 2 * PACE_MS));
      await show(index);
      const changedAt = (await key.truth(runId)).at(-1)?.at ?? Number.NaN;
      const shown = await page.waitForFunction(
        (text) => (window as unknown as { seenWords: Record<string, number> }).seenWords[text],
        words(index),
        { timeout: MOST_MS, polling: 100 },
      );
      const seenAt = Number(await shown.jsonValue());
      const told = calls.find(
        (call) =>
          call.key === key.key &&
          call.endpoint === "status" &&
          (call.answeredAt ?? 0) >= changedAt &&
          call.delivered,
      );
      const toldAt = told?.answeredAt ?? Number.NaN;
      seen.push({
        totalMs: seenAt - changedAt,
        sampleMs: toldAt - changedAt,
        clientMs: seenAt - toldAt,
      });
    }
    return seen;
  } finally {
    await browser.close();
  }
}
