/** The run page as tests see it: by roles, names and the few test hooks. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

export type Entry = { kind: string; state: string; seq: number; words: string };

/** The page's heading; not that of a run which is being read. */
const heading = (page: Page) => page.locator("h1:not([data-testid=run-skeleton] h1)").first();

/** Opens a run and waits until its heading is there. */
export async function openRun(page: Page, taskId: string, runId = "latest"): Promise<void> {
  await page.goto(`/tasks/${taskId}/runs/${runId}`);
  await expect(heading(page)).toBeVisible();
}

/**
 * Goes on to another page of whoever is signed in through Next's own router, with far less work than
 * loading it anew. Nothing of the page before may be left.
 */
export async function goSoftly(page: Page, path: string): Promise<void> {
  await page.locator("main > *").evaluateAll((parts) => {
    for (const part of parts) part.toggleAttribute("data-of-the-page-before", true);
  });
  // Pressed before the page has come alive, a link is lost.
  await expect(async () => {
    await page.evaluate((to) => {
      const { next } = window as unknown as { next: { router: { push(path: string): void } } };
      next.router.push(to);
    }, path);
    await page.waitForURL(`**${path}`, { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("[data-of-the-page-before]")).toHaveCount(0);
  await expect(heading(page)).toBeVisible();
}

/** Goes on to another run inside a page of Runboard; a page that is not open yet is opened. */
export async function goToRun(page: Page, taskId: string): Promise<void> {
  if (page.url() === "about:blank") return openRun(page, taskId);
  await goSoftly(page, `/tasks/${taskId}/runs/latest`);
}

/** The run's own pill, beside its name. */
export const statePill = (page: Page) => page.locator("header").getByTestId("state-pill");

/** Waits until the run page shows `state`. */
export const expectState = (page: Page, state: string, timeout = 15_000) =>
  expect(statePill(page)).toHaveAttribute("data-state", state, { timeout });

/** What the timeline lists, top to bottom. */
export const timelineEntries = (page: Page): Promise<Entry[]> =>
  page.getByTestId("timeline-item").evaluateAll((rows) =>
    rows.map((row) => ({
      kind: row.getAttribute("data-kind") ?? "",
      state: row.getAttribute("data-state") ?? "",
      seq: Number(row.getAttribute("data-seq")),
      words: row.querySelector("button span span")?.textContent ?? "",
    })),
  );

/** The words of the steps the timeline lists. */
export const timelineSteps = async (page: Page): Promise<string[]> =>
  (await timelineEntries(page)).filter(({ kind }) => kind === "step").map(({ words }) => words);
