/** Share links in two browsers: an owner, and a stranger who has the link and nothing else. */
import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import type { ConsoleGuard } from "../../support/console-guard.ts";
import { openRun } from "../../support/run-page.ts";
import { shareRun } from "../../support/shares.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

/** What a revoked link's page is told by its own polls. */
const REFUSED = /Failed to load resource.*(403|404|410)/;

type Stranger = { context: BrowserContext; page: Page; requests: Request[] };

/** A private window of somebody else. */
async function stranger(
  browser: Browser,
  guard: ConsoleGuard,
  viewport = { width: 1280, height: 800 },
): Promise<Stranger> {
  guard.expect(REFUSED);
  const context = await browser.newContext({ viewport });
  await guard.watch(context);
  const requests: Request[] = [];
  context.on("request", (request) => requests.push(request));
  return { context, page: await context.newPage(), requests };
}

const pill = (page: Page) =>
  page.getByTestId("shared-run").locator("header").getByTestId("state-pill");
const expectState = (page: Page, state: string) =>
  expect(pill(page)).toHaveAttribute("data-state", state, { timeout: 15_000 });
const notice = (page: Page) => page.getByTestId("shared-notice");

/** What a view says, line by line, without what passes: times, durations, freshness. */
const linesOf = async (page: Page, place: string) => {
  const text = await page.locator(place).getByTestId("shared-run").innerText();
  return text
    .split("\n")
    .map((line) => line.replace(/\d+(:\d+)*/g, "#").trim())
    .filter((line) => line !== "" && !/checked|Final state|Not read yet/.test(line));
};

inBothDialects("a link made on", () => {
  test("shows a stranger what its preview showed, keeps up with the owner, and ends within 1.5 s", async ({
    page,
    browser,
    sandbox,
    signIn,
    consoleGuard,
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Sign in to the shop",
      runs: [{ script: "waiting" }],
    });
    const runId = runIds[0] ?? "";
    await openRun(page, taskId);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("checkbox", { name: "Tool calls" }).check();
    await page.getByRole("checkbox", { name: "Result" }).check();
    await page.getByLabel("Label").fill("For Ann");
    const preview = page.getByTestId("share-preview");
    await expect(preview).toContainText("For Ann");
    await expect(preview.getByTestId("tool-call")).toBeVisible();
    const previewed = await linesOf(page, "[data-testid=share-preview]");
    await page.getByRole("button", { name: "Create link" }).click();
    const url = await page.getByLabel("Link", { exact: true }).inputValue();
    expect(url).toMatch(/\/s\/[\w-]{12}#[\w-]{43}$/);

    const other = await stranger(browser, consoleGuard);
    await other.page.goto(url);
    await expectState(other.page, "waiting");
    await expect(other.page.getByTestId("shared-strip")).toContainText(/read only.*expires in/s);
    await expect(pill(other.page)).toHaveText("Waiting for an answer");
    expect(await linesOf(other.page, "main")).toEqual(previewed);
    expect(await other.context.cookies()).toEqual([]);

    await page.getByRole("button", { name: "Done" }).click();
    const both = [page, other.page];
    for (const step of ["Reading the shop", "Paying"]) {
      await sandbox.show(runId, { status: "running", detailedStatus: step, toolCall: null });
      const seen = both.map(async (viewer) => {
        const row = viewer.getByTestId("timeline-item").filter({ hasText: step });
        await row.waitFor({ timeout: 15_000 });
        return Date.now();
      });
      const [owner = 0, viewer = 0] = await Promise.all(seen);
      expect(viewer - owner).toBeLessThan(2_000);
    }

    const secret = url.split("#")[1] ?? "";
    const html = await other.page.evaluate(() => document.documentElement.outerHTML);
    const kept = await other.page.evaluate(() =>
      JSON.stringify([document.title, { ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    for (const text of [html, kept]) {
      for (const hidden of [secret, taskId, runId, sandbox.key]) expect(text).not.toContain(hidden);
    }
    const carriers = new Set<string>();
    for (const request of other.requests) {
      const { authorization = "", ...headers } = await request.allHeaders();
      const rest = JSON.stringify([request.url(), request.postData(), headers]);
      expect(rest).not.toContain(secret);
      expect(headers.referer).toBeUndefined();
      if (authorization.includes(secret)) carriers.add(new URL(request.url()).pathname);
    }
    expect([...carriers]).toEqual([`/api/shared/${new URL(url).pathname.slice(3)}`]);

    await page.getByRole("link", { name: "Shares" }).click();
    const row = page.getByRole("row").filter({ hasText: "For Ann" });
    await expect(row).toContainText("Live");
    await row.getByRole("button", { name: /^Revoke/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    const revokedMs = Date.now();
    await expect(notice(other.page)).toHaveText(/This link has ended/, { timeout: 5_000 });
    expect(Date.now() - revokedMs).toBeLessThan(1_500);
    await expect(other.page.getByTestId("shared-run")).toHaveCount(0);
    await expect(other.page).toHaveTitle(/^Shared run/);
    await expect(row).toContainText("Revoked");
    await other.context.close();
  });
});

test("a paused link's page says so, and shows the run again once it is resumed; also on a phone", async ({
  browser,
  client,
  sandbox,
  consoleGuard,
}) => {
  const { taskId, runIds } = await sandbox.addTask({
    name: `A long name ${"of a task ".repeat(20)}`,
    runs: [{ script: "completed" }],
  });
  const include = { result: true, toolCalls: true, live: true };
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "", include });
  const phone = await stranger(browser, consoleGuard, { width: 360, height: 740 });
  const sideways = () =>
    phone.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  const pause = (paused: boolean) =>
    client.send(`/api/shares/${link.id}`, { method: "PATCH", body: { paused } });
  await phone.page.goto(link.url);
  await expectState(phone.page, "completed");
  expect(await sideways()).toBe(0);
  // Of a run that has ended nothing more will come, and access is lost as soon all the same.
  await pause(true);
  const pausedMs = Date.now();
  await expect(notice(phone.page)).toHaveText(/This link is paused/, { timeout: 5_000 });
  expect(Date.now() - pausedMs).toBeLessThan(1_500);
  expect(await sideways()).toBe(0);
  await pause(false);
  await expectState(phone.page, "completed");
  await phone.context.close();
});

test("the live view is shown and not offered for control, and goes with the link", async ({
  browser,
  client,
  sandbox,
  consoleGuard,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running-live" }] });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "", include: { live: true } });
  const { page, context } = await stranger(browser, consoleGuard);
  await page.goto(link.url);
  await expect(page.getByTestId("live-frame")).toBeVisible();
  await expect(page.getByText("View only")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take control" })).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("link")).toHaveCount(0);
  await client.send("/api/shares", { method: "DELETE" });
  await expect(page.getByTestId("live-frame")).toHaveCount(0, { timeout: 1_500 });
  await expect(notice(page)).toHaveText(/This link has ended/);
  await context.close();
});

test("a link that is cut off or mistyped says so; another one pasted in its place opens", async ({
  browser,
  client,
  sandbox,
  consoleGuard,
}) => {
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const link = await shareRun(client, { taskId, runId: runIds[0] ?? "" });
  const { page, context, requests } = await stranger(browser, consoleGuard);
  const asked = () => requests.filter((request) => request.url().includes("/api/")).length;
  await page.goto(link.url.slice(0, -1));
  await expect(notice(page)).toHaveText(/This link does not work/);
  expect(asked()).toBe(0);
  await page.goto(`${link.url.split("#")[0]}#${"A".repeat(43)}`);
  await expect.poll(asked).toBeGreaterThan(0);
  await expect(notice(page)).toHaveText(/This link does not work/);
  await page.goto(link.url);
  await expectState(page, "running");
  await page.reload();
  await expectState(page, "running");
  await context.close();
});

test("whoever signs out is asked what becomes of their links", async ({
  page,
  client,
  sandbox,
  signIn,
  consoleGuard,
}) => {
  // The page that is left may still be reading its list.
  consoleGuard.expect(/Failed to load resource.*401/);
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const body = { taskId, runId: runIds[0] ?? "" };
  await Promise.all([shareRun(client, body), shareRun(client, body)]);
  await signIn();
  await page.goto("/tasks");
  const begin = async () => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await begin();
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toContainText(
    "2 live links",
  );
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Account" })).toBeFocused();
  await begin();
  await page.getByRole("button", { name: "Revoke links and sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await client.get("/api/shares")).json()).toMatchObject({ live: 0, total: 2 });
});
