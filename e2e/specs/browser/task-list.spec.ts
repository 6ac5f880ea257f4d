/** The list of tasks, as a person reads it. */
import type { Page } from "@playwright/test";
import { expect, inBothDialects, test } from "../../support/test.ts";

const rowStates = (page: Page) =>
  page
    .getByRole("row")
    .getByTestId("state-pill")
    .evaluateAll((pills) => pills.map((pill) => pill.getAttribute("data-state")));
const names = (page: Page) => page.locator("a[data-row]").allTextContents();
const filter = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

inBothDialects("on", () => {
  test("whoever waits comes first, then what runs, then the newest, and it stays so by itself", async ({
    page,
    signIn,
    sandbox,
  }) => {
    for (const script of ["completed", "waiting", "failed", "stopped"]) {
      await sandbox.addTask({ name: `Task ${script}`, runs: [{ script }] });
    }
    const { runIds } = await sandbox.addTask({
      name: "Task running",
      runs: [{ script: "running" }],
    });
    await signIn();
    await page.goto("/tasks");
    await expect
      .poll(() => rowStates(page), { timeout: 20_000 })
      .toEqual(["waiting", "running", "stopped", "failed", "completed"]);
    await sandbox.show(runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
    await expect
      .poll(() => rowStates(page), { timeout: 20_000 })
      .toEqual(["waiting", "completed", "stopped", "failed", "completed"]);
  });
});

test("filters live in the address, survive a reload, and go back one by one", async ({
  page,
  signIn,
  sandbox,
}) => {
  await sandbox.addTask({ name: "Compare monitors", runs: [{ script: "running" }] });
  await sandbox.addTask({ name: "Compare lamps", runs: [{ script: "completed" }] });
  await sandbox.addTask({ name: "Book a table", runs: [{ script: "failed" }] });
  await signIn();
  await page.goto("/tasks");
  await expect.poll(() => rowStates(page), { timeout: 20_000 }).not.toContain("unknown");
  await filter(page, "Completed").click();
  await expect(page).toHaveURL(/state=completed/);
  await expect.poll(() => names(page)).toEqual(["Compare lamps"]);
  await filter(page, "Running").click();
  await expect.poll(() => names(page)).toEqual(["Compare monitors", "Compare lamps"]);
  await page.getByRole("searchbox").fill("lamp");
  await expect(page).toHaveURL(/q=lamp/);
  await expect.poll(() => names(page)).toEqual(["Compare lamps"]);
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("lamp");
  await expect(filter(page, "Completed")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => names(page)).toEqual(["Compare lamps"]);
  await filter(page, "Clear").press("Enter");
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(filter(page, "Unknown")).toBeFocused();
});

test("the way back from a run keeps the filters", async ({ page, signIn, sandbox }) => {
  await sandbox.addTask({ name: "Compare lamps", runs: [{ script: "completed" }] });
  await signIn();
  await page.goto("/tasks?q=lamps");
  await page.getByRole("link", { name: "Compare lamps", exact: true }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.getByRole("navigation", { name: "Back" }).getByRole("link", { name: "Tasks" }).click();
  await expect(page).toHaveURL(/\/tasks\?q=lamps$/);
  await expect.poll(() => names(page)).toEqual(["Compare lamps"]);
});

test("many tasks are paged, and the line above says over how many", async ({
  page,
  signIn,
  sandbox,
}) => {
  await sandbox.addTasks(35, "Bulk");
  await signIn();
  await page.goto("/tasks");
  await expect(page.getByText("35 tasks", { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator("a[data-row]")).toHaveCount(30);
  const first = await names(page);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText("Page 2 of 2")).toBeVisible();
  await expect
    .poll(async () => (await names(page)).some((name) => first.includes(name)))
    .toBe(false);
  await expect(page.locator("a[data-row]")).toHaveCount(5);
  await expect(page.getByRole("button", { name: "Next" })).toBeDisabled();
});

test("no tasks, no match and no answer are three different texts with an action each", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "No tasks yet" })).toBeVisible();
  await sandbox.addTask({ name: "The first", runs: [{ script: "completed" }] });
  await expect(page.getByRole("link", { name: "The first", exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await page.getByRole("searchbox").fill("nothing is called so");
  await expect(page.getByRole("heading", { name: "No task matches" })).toBeVisible();
  await expect(page.getByText("No task has “nothing is called so” in its name")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByRole("link", { name: "The first", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks$/);
});

test("a list that cannot be read says so, and is read once the server answers again", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*50[234]/);
  await signIn();
  await sandbox.addTask({ name: "Behind the trouble", runs: [{ script: "completed" }] });
  await sandbox.setFaults({ endpoint: "*", kind: "failure", text: "secret internals 10.0.0.1" });
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "The tasks could not be read" })).toBeVisible();
  await expect(page.getByText("secret internals")).toHaveCount(0);
  await sandbox.clearFaults();
  // The page tries by itself as well, and the button goes with the trouble.
  await expect(async () => {
    const again = page.getByRole("button", { name: "Try again" });
    if (await again.isVisible()) await again.click({ timeout: 2_000 });
    await expect(page.getByRole("link", { name: "Behind the trouble", exact: true })).toBeVisible();
  }).toPass({ timeout: 60_000, intervals: [100] });
});

test("names are shown as text whatever is in them, and a missing one is replaced", async ({
  page,
  signIn,
  sandbox,
}) => {
  await sandbox.addTask({ name: "<img src=x onerror=window.__hit=1>", runs: [] });
  await sandbox.addTask({ name: "", runs: [{ script: "completed" }] });
  await sandbox.addTask({ name: "Ä".repeat(255), runs: [{ script: "completed" }] });
  await signIn();
  await page.goto("/tasks");
  await expect(page.getByText("<img src=x onerror=window.__hit=1>")).toBeVisible();
  await expect(page.getByText(/^Task [0-9a-f]{8}$/)).toBeVisible();
  expect(await page.evaluate(() => "__hit" in window)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
});

inBothDialects("on", () => {
  test("the runs of a recurring task are listed and lead to each run", async ({
    page,
    signIn,
    sandbox,
  }) => {
    const { taskId, runIds } = await sandbox.addTask({
      name: "Every hour",
      recurring: true,
      runs: [{ script: "failed", startedAgoMs: 3_600_000 }, { script: "running" }],
    });
    await signIn();
    await page.goto(`/tasks/${taskId}`);
    await expect(page.getByRole("heading", { name: "Every hour" })).toBeVisible();
    await expect.poll(() => rowStates(page), { timeout: 20_000 }).toEqual(["running", "failed"]);
    await page.getByRole("row").nth(2).getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/runs/${runIds[0]}$`));
  });
});

test("a click anywhere in a row leads where its name does, and its age tells the exact time", async ({
  page,
  signIn,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({ name: "Whole row", runs: [{ script: "running" }] });
  await signIn();
  await page.goto("/tasks");
  await expect.poll(() => rowStates(page), { timeout: 20_000 }).toEqual(["running"]);
  const age = page.getByRole("row").locator("time");
  await expect(age).toHaveAttribute("title", /UTC$/);
  for (const part of [page.getByRole("row").getByTestId("state-pill"), age]) {
    await part.click();
    await expect(page).toHaveURL(new RegExp(`/tasks/${taskId}/runs/`));
    await page.goBack();
    await expect.poll(() => rowStates(page)).toEqual(["running"]);
  }
});

test("no row moves under a hand, and new tasks wait until they are asked for; j, k, Enter and / do", async ({
  page,
  signIn,
  sandbox,
}) => {
  const add = async (name: string) => {
    const task = await sandbox.addTask({ name, runs: [{ script: "running", manual: true }] });
    return task.runIds[0] ?? "";
  };
  const asks = { status: "running", detailedStatus: "tool_call", toolCall: null };
  const older = await add("Older");
  await add("Newer");
  await signIn();
  await page.goto("/tasks");
  await expect.poll(() => rowStates(page), { timeout: 20_000 }).toEqual(["running", "running"]);
  await page.getByRole("row").nth(2).hover();
  await sandbox.show(older, asks);
  await expect.poll(() => rowStates(page), { timeout: 20_000 }).toEqual(["running", "waiting"]);
  await expect(page).toHaveTitle("● 1 waiting · Tasks");
  await page.mouse.move(1, 1);
  await expect.poll(() => names(page)).toEqual(["Older", "Newer"]);

  const before = await page.getByRole("row").nth(1).boundingBox();
  await sandbox.show(await add("Newest"), asks);
  const button = page.getByRole("button", { name: "Show 1 new task, 1 waiting for you" });
  await expect(button).toBeVisible({ timeout: 20_000 });
  expect(await names(page)).toEqual(["Older", "Newer"]);
  expect(await page.getByRole("row").nth(1).boundingBox()).toEqual(before);
  await button.press("Enter");
  await expect.poll(() => names(page)).toEqual(["Newest", "Older", "Newer"]);
  await expect(button).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Newest", exact: true })).toBeFocused();

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  await expect(search).toBeFocused();
  await page.keyboard.type("er");
  await expect.poll(() => names(page)).toEqual(["Older", "Newer"]);
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();
  await expect.poll(() => names(page)).toEqual(["Newest", "Older", "Newer"]);
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  await expect(page.getByRole("link", { name: "Older", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${older}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Older");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: "Older", exact: true })).toBeFocused();

  // A hand on the mouse is not given the focus, which would keep the order of the rows.
  const newer = page.getByRole("row").filter({ hasText: "Newer" });
  await newer.getByTestId("state-pill").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Newer");
  await page.mouse.move(1, 1);
  const reread = () =>
    page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/tasks");
  const first = reread();
  await page.goBack();
  await first;
  await reread();
  await expect(newer).toBeVisible();
  await expect(page.locator("a[data-row]:focus")).toHaveCount(0);
});
