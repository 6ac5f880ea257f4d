/** What must never reach a browser. */
import { openRun } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

const CANARY = "canary-5f1c9e-10.77.0.1";

test("the API key is in nothing the browser ever received, nor in what it keeps", async ({
  page,
  received,
  sandbox,
  context,
}) => {
  const { taskId } = await sandbox.addTask({
    name: "Looked at",
    runs: [{ script: "waiting-live" }],
  });
  await page.goto("/sign-in");
  await page.getByLabel("API key").fill(sandbox.key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Looked at", exact: true })).toBeVisible();
  // Once by the framework's own navigation, whose payload is not HTML, and once as a whole page.
  await page.getByRole("link", { name: "All runs of Looked at" }).click();
  await expect(page.getByRole("heading", { name: "Looked at" })).toBeVisible();
  await page.getByRole("link", { name: "Open the latest run" }).click();
  await expect(page.getByTestId("tool-call")).toBeVisible();
  await openRun(page, taskId);
  await expect(page.getByTestId("tool-call")).toBeVisible();
  const polls = received.count;
  await expect.poll(() => received.count).toBeGreaterThan(polls + 3);
  expect(await received.carrying(sandbox.key)).toEqual([]);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(sandbox.key);
  const cookies = JSON.stringify(await context.cookies());
  expect(cookies).not.toContain(sandbox.key);
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("the upstream's raw words are in nothing the browser received", async ({
  page,
  received,
  sandbox,
  signIn,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource/);
  await signIn();
  const { taskId } = await sandbox.addTask({ name: "Troubled", runs: [{ script: "running" }] });
  await openRun(page, taskId);
  await sandbox.setFaults({ endpoint: "*", kind: "failure", text: CANARY });
  await expect(page.getByTestId("freshness")).toContainText("Reconnecting");
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();
  expect(await received.carrying(CANARY)).toEqual([]);
});

test("the search for leaks finds what is there", async ({ page, received, sandbox, signIn }) => {
  await signIn();
  const { taskId } = await sandbox.addTask({ name: CANARY, runs: [{ script: "running" }] });
  await openRun(page, taskId);
  await expect(page.getByRole("heading", { name: CANARY })).toBeVisible();
  expect((await received.carrying(CANARY)).length).toBeGreaterThan(0);
});
