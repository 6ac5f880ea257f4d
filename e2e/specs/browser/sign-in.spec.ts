/** Signing in and out, as a person does it. */
import type { Page } from "@playwright/test";
import { address } from "../../support/addresses.ts";
import { Client } from "../../support/http-client.ts";
import { hold } from "../../support/hold.ts";
import { openRun } from "../../support/run-page.ts";
import { mintKey } from "../../support/sandbox.ts";
import { expect, test } from "../../support/test.ts";

const keyField = (page: Page) => page.getByLabel("API key");
const submit = (page: Page) => page.getByRole("button", { name: "Sign in" });

async function fill(page: Page, key: string, server = "sandbox"): Promise<void> {
  await page.getByRole("radio", { name: server }).check();
  await keyField(page).fill(key);
  await submit(page).click();
}

test("the right key leads to the tasks, and the header tells server and key by four characters", async ({
  page,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*502/);
  const scripts = await hold(page, "**/_next/static/**/*.js");
  await page.goto("/", { waitUntil: "commit" });
  await expect(page).toHaveURL(/\/sign-in/);
  // Whoever is faster than the page's scripts loses nothing, nor does whoever chose the wrong server.
  await page.getByRole("radio", { name: "broken" }).check();
  await keyField(page).fill(sandbox.key);
  await expect(submit(page)).toBeDisabled();
  scripts.release();
  await submit(page).click();
  await expect(page.locator("#sign-in-problem")).toContainText("“broken” cannot be reached");
  await expect(keyField(page)).toHaveValue(sandbox.key);
  await page.getByRole("radio", { name: "sandbox" }).check();
  await submit(page).click();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(page.getByRole("heading", { name: "Tasks", exact: true })).toBeVisible();
  const account = page.getByRole("button", { name: /^Account sandbox/ });
  await expect(account).toContainText(`····${sandbox.key.slice(-4)}`);
  expect(await page.content()).not.toContain(sandbox.key);
});

test("the first named server is preselected, the key stays hidden until asked for, and is sent once", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("radio", { name: "sandbox" })).toBeChecked();
  await keyField(page).fill("visible-for-a-moment");
  await expect(keyField(page)).toHaveAttribute("type", "password");
  // Then the page has come alive.
  await expect(submit(page)).toBeEnabled();
  await page.getByRole("button", { name: "Show the key" }).click();
  await expect(keyField(page)).toHaveAttribute("type", "text");
  const sending = await hold(page, "**/api/session");
  const button = page.getByRole("button", { name: /^(Sign in|Checking the key…)$/ });
  await button.press("Enter");
  await expect(button).toHaveText("Checking the key…");
  await button.press("Enter");
  await expect(button).toBeFocused();
  await expect.poll(sending.posts).toBe(1);
  // A browser that brings the page back as it was left says so.
  await page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  await expect(button).toHaveText("Sign in");
});

test("a wrong key is told apart from a server that cannot be reached", async ({
  page,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*(401|502)/);
  await page.goto("/sign-in");
  const problem = page.locator("#api-key-problem");
  await fill(page, "wrong-key-1234");
  await expect(problem).toContainText("does not know this key");
  await expect(keyField(page)).toBeFocused();
  await fill(page, "wrong-key-1234", "broken");
  await expect(page.locator("#sign-in-problem")).toContainText("“broken” cannot be reached");
  await expect(problem).toBeEmpty();
  await expect(keyField(page)).toHaveAttribute("aria-invalid", "false");
  await expect(submit(page)).toBeFocused();
});

test("a server that misbehaves is not blamed on the key, and none of its words are shown", async ({
  page,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*502/);
  await sandbox.setFaults({
    endpoint: "check",
    kind: "failure",
    text: "connect ECONNREFUSED 127.0.0.1:5432",
  });
  await page.goto("/sign-in");
  await fill(page, sandbox.key);
  await expect(page.locator("#sign-in-problem")).toContainText("says nothing about your key");
  await expect(page.getByText(/ECONNREFUSED|5432/)).toHaveCount(0);
  await sandbox.clearFaults();
  await submit(page).click();
  await expect(page).toHaveURL(/\/tasks$/);
});

test("what cannot be a key is refused before it is sent", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  await page.goto("/sign-in");
  for (const text of ["short", "has a blank inside", "schlüssel-mit-umlaut"]) {
    await keyField(page).fill(text);
    await submit(page).click();
    await expect(page.locator("#api-key-problem")).toContainText("cannot be an API key");
  }
  expect(sent).toEqual([]);
});

test("signing in leads back to the page that was asked for, with its filters", async ({
  page,
  sandbox,
}) => {
  await page.goto("/tasks?state=failed&q=lamp");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fill(page, sandbox.key);
  await expect(page).toHaveURL(({ pathname, searchParams }) => {
    return (
      pathname === "/tasks" &&
      searchParams.get("state") === "failed" &&
      searchParams.get("q") === "lamp"
    );
  });
});

test("signing in never leads to another site", async ({ page, sandbox, consoleGuard }) => {
  // The list goes on reading for a moment after its cookie was taken away.
  consoleGuard.expect(/Failed to load resource.*401/);
  const elsewhere = ["//evil.example/", "/\\evil.example", "javascript:1"];
  for (const next of elsewhere) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await fill(page, sandbox.key);
    await expect(page, next).toHaveURL(`${address("dashboard")}/tasks`);
    await page.context().clearCookies();
  }
});

test("signing out leads to the sign-in page, and the way back shows nothing", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  // A poll that was on its way when the session ended.
  consoleGuard.expect(/Failed to load resource.*401/);
  await sandbox.addTask({ name: "Mine alone", runs: [{ script: "completed" }] });
  await signIn();
  await page.goto("/tasks");
  await expect(page.getByRole("link", { name: "Mine alone", exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByText("Mine alone")).toHaveCount(0);
});

test("a session that ends elsewhere is told in the open tab, which keeps its page", async ({
  page,
  context,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*401/);
  const { taskId } = await sandbox.addTask({ name: "Long one", runs: [{ script: "running" }] });
  await signIn();
  await openRun(page, taskId);
  const [cookie] = await context.cookies();
  const elsewhere = new Client();
  elsewhere.cookie = `${cookie?.name}=${cookie?.value}`;
  await elsewhere.send("/api/session", { method: "DELETE" });
  await expect(page.getByText("Your session has ended")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("heading", { name: "Long one" })).toBeVisible();
  await expect(page.getByTestId("timeline-item").first()).toBeVisible();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await fill(page, sandbox.key);
  await expect(page).toHaveURL(new RegExp(`/tasks/${taskId}/runs/latest$`));
});

test("a key that is revoked in mid-session ends the session in the open tab", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*401/);
  const { taskId } = await sandbox.addTask({ name: "Watched", runs: [{ script: "running" }] });
  await signIn();
  await openRun(page, taskId);
  await sandbox.revoke();
  await expect(page.getByText("Your session has ended")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("heading", { name: "Watched" })).toBeVisible();
});

test("two people in two browsers see their own tasks only", async ({ browser, sandbox }) => {
  const other = await mintKey(address("sandbox"));
  await sandbox.addTask({ name: "Of the first", runs: [{ script: "completed" }] });
  await other.addTask({ name: "Of the second", runs: [{ script: "completed" }] });
  for (const [key, own, foreign] of [
    [sandbox.key, "Of the first", "Of the second"],
    [other.key, "Of the second", "Of the first"],
  ] as const) {
    const context = await browser.newContext({ baseURL: address("dashboard") });
    const page = await context.newPage();
    await page.goto("/sign-in");
    await fill(page, key);
    await expect(page.getByRole("link", { name: own, exact: true })).toBeVisible();
    await expect(page.getByText(foreign)).toHaveCount(0);
    await context.close();
  }
});
