/** Somebody who starts the demo for the first time, from its first page to a shared table. */
import type { Page } from "@playwright/test";
import { SUGGESTIONS } from "../../run/demo-words.mjs";
import type { Sandbox } from "../../sandbox/server.ts";
import { type Dashboard, startDashboard } from "../../support/dashboard.ts";
import { startDriven, stepsTold } from "../../support/driven.ts";
import { expectState, timelineSteps } from "../../support/run-page.ts";
import { expect, test, until } from "../../support/test.ts";

/** Slow enough for most steps to be seen by somebody who looks each second. */
const PACE = 0.25;

/** How many colours the live picture has at the moment: a blank one has one. */
const coloursSeen = (page: Page) =>
  page
    .frameLocator("[data-testid=live-frame]")
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
      const colours = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4 * 97) {
        colours.add(
          ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0),
        );
      }
      return colours.size;
    });

let sandbox: Sandbox;
let dashboard: Dashboard;
test.beforeAll(async () => {
  sandbox = await startDriven({ pace: PACE, dialect: "documented" });
  dashboard = await startDashboard({
    name: "newcomer",
    upstreams: `sandbox=${sandbox.apiUrl}`,
    env: { DEMO_API_KEY: sandbox.demoKey, DEMO_SUGGESTIONS: JSON.stringify(SUGGESTIONS) },
  });
});
test.afterAll(async () => {
  await dashboard.stop();
  await sandbox.close();
});

test("a newcomer presses a suggestion, watches a real browser, answers its question, downloads the table and shares it", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto(dashboard.origin);
  await page.getByRole("button", { name: "Use the demo key" }).click();
  for (const words of SUGGESTIONS) {
    await expect(page.getByRole("button", { name: words })).toBeVisible();
  }
  await page.getByRole("button", { name: "Log in and read my orders" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in and read my orders");
  await until(() => coloursSeen(page), 30_000).toBeGreaterThan(20);

  const form = page.getByTestId("tool-call");
  await expect(form.getByRole("heading", { name: "Sign in to the shop" })).toBeVisible({
    timeout: 30_000,
  });
  const [, user = "", password = ""] =
    /Name: (\S+), password: ([\w-]+)/.exec(await form.innerText()) ?? [];
  await form.getByLabel("User name").fill(user);
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();

  await expectState(page, "completed", 60_000);
  await expect(page.getByTestId("live-frame")).toHaveCount(0);
  const [, taskId = ""] = /\/tasks\/([^/]+)/.exec(page.url()) ?? [];
  const told = await stepsTold(sandbox, sandbox.demoKey, taskId);
  expect(told).not.toEqual([]);
  expect(await timelineSteps(page)).toEqual(expect.arrayContaining(told));
  const table = page.getByRole("table").first();
  await expect(table.getByRole("row").nth(6)).toBeVisible();
  const orders = await table.getByRole("row").count();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the data table as CSV" }).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString("utf8").trim().split("\n")).toHaveLength(orders);
  // Shown by itself only to those who like things to move.
  await page.getByRole("button", { name: "Show the recording" }).click({ timeout: 20_000 });
  const picture = page.getByRole("img", { name: /recording/i });
  const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await until(width).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("checkbox", { name: "Result" }).check();
  await page.getByRole("button", { name: "Create link" }).click();
  const url = await page.getByLabel("Link", { exact: true }).inputValue();
  const stranger = await browser.newPage();
  await stranger.goto(url);
  await expectState(stranger, "completed");
  await expect(stranger.getByRole("table").first().getByRole("row")).toHaveCount(orders);
  expect(await stranger.content()).not.toContain(password);
  await stranger.close();
});
