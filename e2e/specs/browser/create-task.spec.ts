/** Creating a task, as a person does it, and whatever becomes of the answer. */
import type { Page } from "@playwright/test";
import { hold } from "../../support/hold.ts";
import { expectState, statePill } from "../../support/run-page.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, test } from "../../support/test.ts";

const text = (page: Page) => page.getByLabel("What is the agent to do?");
const told = (page: Page) => page.getByRole("main").getByRole("alert");
const create = (page: Page) => page.getByRole("button", { name: "Create task" });
const choose = (page: Page, name: string) => page.getByRole("radio", { name }).check();
const creates = async (sandbox: SandboxKey) => (await sandbox.calls()).byEndpoint.create;
const RUN = /\/tasks\/[^/]+\/runs\/latest$/;

async function open(page: Page, address = "/tasks/new"): Promise<void> {
  await page.goto(address);
  await expect(text(page)).toBeEnabled();
}

test("a task is written, created once however often that is pressed, watched, and run again", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await page.goto("/tasks");
  await page.getByRole("link", { name: "New task" }).first().click();
  await expect(text(page)).toBeEnabled();
  await create(page).click();
  await expect(text(page)).toBeFocused();
  await expect(page.getByText("Say what the agent is to do.")).toBeVisible();
  await text(page).fill("Log in to the shop\nand read the newest order");
  await choose(page, "Generative");
  await choose(page, "It may ask you");
  const body = '{"success":true,"data":[],"total":0}';
  await sandbox.setFaults({ endpoint: "runs", kind: "body", body });
  const creation = await hold(page, "**/api/tasks");
  await create(page).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
    button.form?.requestSubmit();
  });
  await expect(page.getByRole("status")).toContainText("The server plans the task");
  await expect(text(page)).toBeDisabled();
  creation.release();
  await expect(page).toHaveURL(RUN);
  await expectState(page, "preparing");
  expect(creation.posts()).toBe(1);
  await sandbox.clearFaults();
  await expect(statePill(page)).toHaveAttribute("data-state", /running|completed/);
  expect(await creates(sandbox)).toBe(1);

  // Back does not lead into the form, and the next task begins with an empty one.
  await page.goBack();
  await expect(page).toHaveURL(/\/tasks$/);
  await open(page);
  await expect(text(page)).toHaveValue("");

  const { taskId } = await createdTask(page);
  await open(page, `/tasks/new?from=${taskId}`);
  await expect(page.getByRole("heading", { name: "Run again" })).toBeVisible();
  await expect(text(page)).toHaveValue("Log in to the shop\nand read the newest order");
  await expect(page.getByRole("radio", { name: "Generative" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "It may ask you" })).toBeChecked();
  await create(page).click();
  await expect(page).toHaveURL(RUN);
  expect(await creates(sandbox)).toBe(2);
});

/** The one task there is. */
async function createdTask(page: Page): Promise<{ taskId: string }> {
  const list = await page.evaluate(async () => (await fetch("/api/tasks")).json());
  const { tasks } = list as { tasks: { id: string }[] };
  expect(tasks).toHaveLength(1);
  return { taskId: tasks[0]?.id ?? "" };
}

test("a reload in the middle goes on waiting and sends nothing again", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  // The task is made, but the page hears neither that nor what became of it until it was looked at.
  let posts = 0;
  await page.route("**/api/tasks", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts += 1;
    await route.fetch().catch(() => undefined);
  });
  const standing = await hold(page, "**/api/tasks/creations/*");
  await open(page);
  await text(page).fill("Compare monitors");
  await create(page).click();
  await expect.poll(() => creates(sandbox)).toBe(1);
  await page.reload();
  await expect(page.getByRole("status")).toContainText("It was sent already");
  await expect(text(page)).toHaveValue("Compare monitors");
  await expect(text(page)).toBeDisabled();
  standing.release();
  await expect(page).toHaveURL(RUN);
  expect(posts).toBe(1);
  expect(await creates(sandbox)).toBe(1);
});

test("a lost answer: it may have started, which the list tells; again only after a question", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*504/);
  await signIn();
  await sandbox.setFaults({ endpoint: "create", kind: "truncated", times: 1 });
  await open(page);
  await text(page).fill("Compare monitors");
  await create(page).click();
  await expect(told(page)).toContainText("It may have started");
  await page.reload();
  await expect(told(page)).toContainText("It may have started");
  await page.getByRole("link", { name: "Look in the task list" }).click();
  await expect(page.getByRole("link", { name: /Compare monitors/ }).first()).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Create again…" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("does the same task twice");
  expect(await creates(sandbox)).toBe(1);
  await page.getByRole("alertdialog").getByRole("button", { name: "Create again" }).click();
  await expect(page).toHaveURL(RUN);
  expect(await creates(sandbox)).toBe(2);
});

test("an answer that does not reach the browser is asked for", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource/);
  await signIn();
  await open(page);
  await text(page).fill("Compare monitors");
  // It goes through, and its answer does not.
  await page.route("**/api/tasks", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await create(page).click();
  await expect(page).toHaveURL(RUN);
  expect(await creates(sandbox)).toBe(1);
});

test("a mistake in tools is pointed at, a refusal keeps the text, and a draft survives until it is discarded", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*409/);
  await signIn();
  await open(page);
  await text(page).fill("Compare monitors");
  await choose(page, "Your own");
  const json = page.getByLabel("Tools as JSON");
  await json.fill('[\n  { "type": "function", "function": { "name": "look up" } }\n]');
  await expect(json).toHaveAccessibleDescription(/Line 2, column 47, at \[0\]\.function\.name: /);
  await create(page).click();
  await expect(json).toBeFocused();
  expect(await json.evaluate((box: HTMLTextAreaElement) => box.selectionStart)).toBe(48);
  await json.fill('[\n  { "type": "function" "function": {} }\n]');
  await expect(json).toHaveAccessibleDescription(/Line 2, column 24: A comma or } is missing/);
  await json.fill('[{ "type": "function", "function": { "name": "look_up" } }]');
  await expect(json).toHaveAccessibleDescription("1 tool: look_up");
  await choose(page, "Another one");
  await page.getByLabel("Name of the agent").fill("SHOPPING_AGENT");
  await expect(page.getByLabel("Name of the agent")).toHaveAccessibleDescription(/gives no reason/);

  await page.reload();
  await expect(text(page)).toHaveValue("Compare monitors");
  await sandbox.setFaults({ endpoint: "create", kind: "failure", times: 1 });
  await create(page).click();
  await expect(told(page)).toContainText("The server refused this task");
  await expect(text(page)).toHaveValue("Compare monitors");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(text(page)).toHaveValue("");
  await expect(page.getByRole("radio", { name: "Browser", exact: true })).toBeChecked();
  await page.reload();
  await expect(text(page)).toBeEnabled();
  await expect(text(page)).toHaveValue("");
});
