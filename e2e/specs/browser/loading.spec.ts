/** What people see while a page waits for a slow server. */
import type { Page } from "@playwright/test";
import { hold } from "../../support/hold.ts";
import { expect, test } from "../../support/test.ts";

/** Adds up how far the parts of a page jump, as the browser itself measures it. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const world = window as unknown as { shifts: number };
    world.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        world.shifts += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
const shifts = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: number }).shifts);

test("a page of a slow server is there at once, and nothing jumps when its data comes", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*404/);
  await watchShifts(page);
  const { taskId } = await sandbox.addTask({ name: "Late", runs: [{ script: "running" }] });
  await signIn();
  const slow = { endpoint: "*", kind: "slow", ms: 3_000 } as const;
  await sandbox.setFaults(slow);
  await page.goto("/tasks");
  await expect(page.getByText("Reading the tasks…")).toBeAttached();
  const head = page.locator("thead");
  const before = await head.boundingBox();
  await expect(page.getByRole("link", { name: "Late", exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect(await head.boundingBox()).toEqual(before);
  expect(await shifts(page), "the list").toBe(0);

  await page.goto(`/tasks/${taskId}/runs/latest`);
  await expect(page.getByText("Reading the run…")).toBeAttached();
  await sandbox.clearFaults();
  await expect(page.getByRole("heading", { name: "Late" })).toBeVisible({ timeout: 30_000 });
  expect(await shifts(page), "the run").toBe(0);

  await sandbox.setFaults(slow);
  await page.goto("/tasks/nobodys/runs/latest");
  await expect(page.getByText("Reading the run…")).toBeAttached();
  await sandbox.clearFaults();
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible({
    timeout: 30_000,
  });

  const shares = await hold(page, "**/shares?_rsc=*");
  await page.getByRole("link", { name: "Shares" }).click();
  await expect(page.getByTestId("on-its-way")).toHaveCSS("opacity", "1");
  shares.release();
  await expect(page.getByRole("heading", { name: "Shares" })).toBeVisible();
  await expect(page.getByTestId("on-its-way")).toHaveCount(0);
});
