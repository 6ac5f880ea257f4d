/** A phone of 360 px. */
import type { Page } from "@playwright/test";
import { goToRun, openRun } from "../../support/run-page.ts";
import { ALL_INCLUDED, shareRun } from "../../support/shares.ts";
import { expect, test } from "../../support/test.ts";

test.use({ viewport: { width: 360, height: 740 } });

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("neither the dialog of a share nor the list of links scrolls sideways", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({
    name: `Long${"name".repeat(60)}`,
    runs: [{ script: "form-all-fields" }],
  });
  await openRun(page, taskId);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("checkbox", { name: "Live view" }).check();
  await page.getByRole("checkbox", { name: "Tool calls" }).check();
  await page.getByRole("checkbox", { name: "Badge" }).check();
  await page.getByLabel("Label").fill("l".repeat(80));
  await expect(page.getByTestId("share-preview")).toContainText("l".repeat(80));
  expect(await overflow(page), "choices").toBe(0);
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByLabel("Link", { exact: true })).toBeVisible();
  expect(await overflow(page), "link").toBe(0);
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto("/shares");
  await expect(page.getByText("l".repeat(80))).toBeVisible();
  expect(await overflow(page), "links").toBe(0);
});

test("with text at 200 %, nothing of sharing scrolls sideways or is cut", async ({
  page,
  client,
  signIn,
  sandbox,
}) => {
  await page.addInitScript(() =>
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.fontSize = "200%";
    }),
  );
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: `Long${"name".repeat(60)}`,
    runs: [{ script: "waiting" }],
  });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "", include: ALL_INCLUDED });
  await openRun(page, taskId);
  expect(await overflow(page), "run").toBe(0);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByTestId("share-preview")).toContainText("Shared view");
  expect(await overflow(page), "choices").toBe(0);
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByLabel("Link", { exact: true })).toBeVisible();
  expect(await overflow(page), "link").toBe(0);
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto("/shares");
  const row = page.getByTestId("share").first();
  expect((await row.locator("p").first().boundingBox())?.width).toBeGreaterThan(200);
  expect(await overflow(page), "links").toBe(0);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  for (const verb of ["Keep", "Revoke"]) {
    const answer = page.getByRole("button", { name: `${verb} links and sign out` });
    await answer.scrollIntoViewIfNeeded();
    const box = await answer.boundingBox();
    expect(box?.x, verb).toBeGreaterThan(0);
    expect((box?.x ?? 0) + (box?.width ?? 360), verb).toBeLessThan(360);
  }
  await page.goto(link.url);
  await expect(page.getByTestId("shared-run")).toBeVisible();
  expect(await overflow(page), "shared page").toBe(0);
});

test("however long its words are, a tool call does not scroll sideways", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const long = "long".repeat(100);
  const fields = [
    { type: "range", label: long, defaultValue: long },
    { type: "radio", label: "Choice", options: [long] },
  ];
  for (const tool of [
    { name: long, parameters: { [long]: long } },
    { name: "form_input", parameters: { fields, submitButton: { label: long } } },
  ]) {
    const data = {
      status: "running",
      detailedStatus: "tool_call",
      toolCall: { toolCallId: "c", tool },
      liveStatus: null,
    };
    const script = { samples: [{ atMs: 0, data }] };
    const { taskId } = await sandbox.addTask({ runs: [{ script }] });
    await goToRun(page, taskId);
    await expect(page.getByTestId("tool-call")).toContainText(long);
    expect(await overflow(page), tool.name).toBe(0);
  }
});

test("no page scrolls sideways", async ({ page, signIn, sandbox }) => {
  await page.goto("/sign-in");
  await expect(page.getByLabel("API key")).toBeVisible();
  expect(await overflow(page), "sign-in").toBe(0);
  await signIn();
  await sandbox.addTask({ name: `Long${"name".repeat(60)}`, runs: [{ script: "running" }] });
  await sandbox.addTask({ name: "Waits", runs: [{ script: "waiting" }] });
  await page.goto("/tasks");
  await expect(page.getByRole("link", { name: "Waits", exact: true })).toBeVisible();
  expect(await overflow(page), "tasks").toBe(0);
  for (const script of [
    "form-all-fields",
    "unknown-tool",
    "malformed-form",
    "hostile-form",
    "result-100-rows",
    "result-markdown",
    "running-live",
  ]) {
    const { taskId } = await sandbox.addTask({
      name: `Narrow ${script}`,
      runs: [{ script, startedAgoMs: 5_000 }],
    });
    await goToRun(page, taskId);
    await expect(page.getByRole("tab", { name: "Timeline" })).toBeVisible();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      expect(await overflow(page), `${script}, ${await tab.textContent()}`).toBe(0);
    }
  }
  const { taskId } = await sandbox.addTask({
    name: `Runs${"name".repeat(60)}`,
    runs: [{ script: "result-100-rows", startedAgoMs: 5_000 }],
  });
  await page.goto(`/tasks/${taskId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await overflow(page), "a task's runs").toBe(0);
});

test("a state is an icon that keeps its name", async ({ page, signIn, sandbox }) => {
  await sandbox.addTask({ name: "Waits", runs: [{ script: "waiting" }] });
  await signIn();
  await page.goto("/tasks");
  const pill = page.getByRole("row").getByTestId("state-pill").first();
  await expect(pill).toHaveText("Waiting for you");
  expect((await pill.boundingBox())?.width).toBeLessThanOrEqual(32);
});

test("live view, timeline and result are tabs reached by keyboard", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running-live" }] });
  await openRun(page, taskId);
  await page.getByRole("tab", { name: "Live" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Timeline" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(page.getByTestId("timeline-item").first()).toBeVisible();
  await expect(page.getByTestId("live-frame")).toBeHidden();
});
