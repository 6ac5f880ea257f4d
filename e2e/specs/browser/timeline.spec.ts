/** The timeline of a run: following it, links to its entries, and a long one. */
import type { Page } from "@playwright/test";
import type { RunView } from "../../../lib/contract/api.ts";
import { openRun } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

const rows = (page: Page) => page.getByTestId("timeline-item");
const row = (page: Page, words: string) => rows(page).filter({ hasText: words });

test("going up pauses following, and one button goes back to what is new; an entry has an address", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await page.setViewportSize({ width: 1280, height: 560 });
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running", manual: true }] });
  const runId = runIds[0] ?? "";
  const show = async (step: number) => {
    await sandbox.show(runId, { status: "running", detailedStatus: `Step number ${step}` });
    await expect(row(page, `Step number ${step}`)).toHaveCount(1);
  };
  await openRun(page, taskId);
  const follow = page.getByRole("button", { name: /^Follow/ });
  await expect(follow).toHaveText("Following");
  for (let step = 11; step <= 18; step += 1) await show(step);
  await expect(row(page, "Step number 18")).toBeInViewport();

  await page.getByRole("region", { name: "Steps" }).hover();
  await page.mouse.wheel(0, -2_000);
  await expect(follow).toHaveText("Follow");
  await show(19);
  await show(20);
  await expect(row(page, "Step number 20")).not.toBeInViewport();
  await page.getByRole("button", { name: "2 new" }).click();
  await expect(row(page, "Step number 20")).toBeInViewport();
  await expect(follow).toHaveText("Following");
  await expect(row(page, "Step number 20").getByRole("button")).toBeFocused();

  await page.keyboard.press("k");
  await page.keyboard.press("k");
  const opened = row(page, "Step number 18");
  await expect(opened.getByRole("button")).toBeFocused();
  await page.keyboard.press("Enter");
  const seq = await opened.getAttribute("data-seq");
  await expect(page).toHaveURL(new RegExp(`\\?event=${seq}$`));
  await expect(follow).toHaveText("Follow");
  await page.reload();
  await expect(opened).toBeInViewport();
  await expect(opened.getByRole("button", { expanded: true })).toBeVisible();
  await opened.getByRole("button", { expanded: true }).click();
  await expect(page).not.toHaveURL(/event/);
});

const MORE = 3_000;

/** Lets the next answer to the page tell of thousands of steps more, which no test can wait for. */
async function tellMore(page: Page): Promise<void> {
  let isTold = false;
  await page.route(/\/api\/tasks\/[^/]+\/runs\/[^/]+\?after=/, async (route) => {
    const answer = await route.fetch({
      headers: { ...route.request().headers(), "if-none-match": "" },
    });
    const view = (await answer.json()) as RunView;
    const last = view.transitions.at(-1);
    if (isTold || !last) return route.fulfill({ response: answer });
    isTold = true;
    const more = Array.from({ length: MORE }, (_, index) => ({
      ...last,
      seq: last.seq + index + 1,
      step: `Step number ${index + 1}`,
    }));
    return route.fulfill({ response: answer, json: { ...view, transitions: [last, ...more] } });
  });
}

test("of thousands of entries only those in view are drawn, and keys and overview reach them all", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running", manual: true }] });
  await openRun(page, taskId);
  await expect(rows(page).first()).toBeVisible();
  await tellMore(page);
  const last = row(page, `Step number ${MORE}`);
  await expect(last).toBeInViewport({ timeout: 15_000 });
  expect(await rows(page).count()).toBeLessThan(300);
  await expect(last).toHaveAttribute("aria-setsize", /^300\d$/);

  await page.keyboard.press("k");
  await expect(last.getByRole("button")).toBeFocused();
  await page.getByRole("region", { name: "Steps" }).hover();
  await page.mouse.wheel(0, -1_000_000);
  await expect(row(page, "Step number 1").first()).toBeInViewport();
  await expect(last.getByRole("button")).toBeFocused();
  await page.keyboard.press("k");
  const before = row(page, `Step number ${MORE - 1}`);
  await expect(before.getByRole("button")).toBeFocused();
  await expect(before).toBeInViewport();

  await page.getByRole("slider", { name: "The whole run" }).press("Home");
  await expect(rows(page).first()).toHaveAttribute("aria-posinset", "1");
  await expect(rows(page).first()).toBeInViewport();
  expect(await rows(page).count()).toBeLessThan(300);
});
