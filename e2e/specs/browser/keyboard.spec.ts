/** By keyboard alone: the list of shortcuts, the command palette. And reaching whoever looks away. */
import type { Page } from "@playwright/test";
import { expectState, goToRun, openRun } from "../../support/run-page.ts";
import { expect, test, until } from "../../support/test.ts";

test("the palette finds a task and opens it, and gives the keyboard back when it does not", async ({
  page,
  signIn,
  sandbox,
}) => {
  await sandbox.addTask({ name: "Compare monitors", runs: [{ script: "completed" }] });
  const { runIds } = await sandbox.addTask({
    name: "Compare lamps",
    runs: [{ script: "waiting" }],
  });
  await signIn();
  await page.goto("/tasks");
  const link = page.getByRole("link", { name: "Compare monitors", exact: true });
  await link.focus();
  const field = page.getByRole("combobox", { name: "Search tasks and commands" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.type("lamps");
  const option = page.getByRole("option", { name: /Waiting for you\s*Compare lamps/ });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute(
    "aria-activedescendant",
    (await option.getAttribute("id")) ?? "",
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${runIds[0]}$`));
  await expectState(page, "waiting");
  await expect(field).toHaveCount(0);
  // What is pressed next was not meant for the field.
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(sheet).toHaveCount(0);
});

test("the keys that mean something now are listed, and can be turned off; all they do stays within reach", async ({
  page,
  signIn,
  sandbox,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running", manual: true }] });
  await signIn();
  await openRun(page, taskId);
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await expect(stop).toHaveAttribute("aria-keyshortcuts", "x");
  const question = page.getByRole("alertdialog", { name: "Stop this run?" });
  await page.keyboard.press("x");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(stop).toBeFocused();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Stop this run")).toBeVisible();
  await expect(sheet.getByText("Go to the question")).toHaveCount(0);
  // Escape leaves for good, although it was pressed in a field.
  await expect(sheet.getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(stop).toBeFocused();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await sheet.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await expect(sheet.getByText("Stop this run")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(stop).toBeFocused();
  await expect(stop).not.toHaveAttribute("aria-keyshortcuts");
  await page.keyboard.press("x");
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Stop this run" }).click();
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  // It holds on the next page, too.
  await page.reload();
  await expect(stop).toBeVisible();
  await expect(stop).not.toHaveAttribute("aria-keyshortcuts");
  // The run ends under the question: the keyboard is not lost with it.
  await stop.click();
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await sandbox.show(runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
  await expect(question).toHaveCount(0, { timeout: 20_000 });
  await expect(page.locator("header").getByTestId("state-pill")).toBeFocused();
});

/**
 * Notes what would be shown, and how often it was decided whether to show something; lets the test say
 * whether somebody looks at the tab.
 */
const standIn = () => {
  if (window.top !== window || !window.location.protocol.startsWith("http")) return;
  const told: string[] = [];
  Object.assign(window, { told, isLookedAt: true, decided: 0 });
  const request = navigator.locks.request.bind(navigator.locks);
  Object.assign(navigator.locks, {
    request: async (name: string, act: () => unknown) => {
      await request(name, act);
      (window as unknown as { decided: number }).decided += 1;
    },
  });
  class Shown extends EventTarget {
    static permission = "granted";
    constructor(title: string, { body }: { body: string }) {
      super();
      told.push(`${title}: ${body}`);
    }
    close() {}
  }
  Object.assign(window, { Notification: Shown });
  document.hasFocus = () => (window as unknown as { isLookedAt: boolean }).isLookedAt;
  localStorage.setItem("runboard.notify", "1");
};
const toldIn = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);
const decidedIn = (page: Page) =>
  page.evaluate(() => (window as unknown as { decided: number }).decided);
/** What this browser keeps of what was told: one run and its state. */
const keptIn = (page: Page) =>
  page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("runboard.told") ?? "[]") as { state: string }[];
    return kept.map(({ state }) => state);
  });
const lookAway = (page: Page) =>
  page.evaluate(() => Object.assign(window, { isLookedAt: false }) && undefined);

test("whoever looks elsewhere is notified of a change, once for all tabs; whoever looks is not", async ({
  page,
  context,
  signIn,
  sandbox,
}) => {
  await context.addInitScript(standIn);
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({ name: "Told", runs: [{ script: "running" }] });
  await goToRun(page, taskId);
  await expectState(page, "running");
  await sandbox.show(runIds[0] ?? "", {
    detailedStatus: "tool_call",
    toolCall: { toolCallId: "c1", tool: { name: "form_input", parameters: {} } },
  });
  await expect(page).toHaveTitle("● Waiting · Told");
  await until(() => decidedIn(page)).toBe(1);
  expect(await keptIn(page)).toEqual(["waiting"]);
  expect(await toldIn(page)).toEqual([]);
  const second = await context.newPage();
  await goToRun(second, taskId);
  await expectState(second, "waiting");
  await Promise.all([lookAway(page), lookAway(second)]);
  await sandbox.show(runIds[0] ?? "", {
    status: "completed",
    detailedStatus: "completed",
    toolCall: null,
  });
  // Both have seen it and decided.
  await until(async () => [await decidedIn(page), await decidedIn(second)]).toEqual([2, 1]);
  expect(await keptIn(page)).toEqual(["completed"]);
  const told = [...(await toldIn(page)), ...(await toldIn(second))];
  expect(told).toEqual(["Completed: Told"]);
  await expect(second).toHaveTitle("Completed · Told");
});
