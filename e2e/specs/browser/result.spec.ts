/** What came out of a run. */
import type { Page } from "@playwright/test";
import { expectState, goToRun, openRun } from "../../support/run-page.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";
import { address } from "../../support/addresses.ts";
import { scriptsFetchedBy, weightOf } from "../../support/page-weight.ts";
import { SIZE_BUDGETS } from "../../support/size-budgets.ts";

async function openEnded(page: Page, sandbox: SandboxKey, script: string): Promise<void> {
  const run = { script, startedAgoMs: 120_000 };
  const { taskId } = await sandbox.addTask({ name: "Ended", runs: [run] });
  await goToRun(page, taskId);
}

inBothDialects("on", () => {
  test("a failed run gives its reason, or says that there is none", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    await openEnded(page, sandbox, "failed-with-reason");
    await expectState(page, "failed");
    await expect(page.getByTestId("result")).toContainText(
      "The shop refused the delivery address.",
    );
    await openEnded(page, sandbox, "failed");
    await expect(page.getByTestId("result")).toContainText("The server gave no reason");
  });
});

inBothDialects("on", () => {
  test("a stopped run says stopped, not failed", async ({ page, signIn, sandbox }) => {
    await signIn();
    for (const script of ["stopped", "stopped-manually"]) {
      await openEnded(page, sandbox, script);
      await expectState(page, "stopped");
      await expect(page.getByTestId("result")).not.toContainText(/abort/i);
    }
  });
});

test("a table of a hundred rows says that these are the first, and of the task", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await openEnded(page, sandbox, "result-100-rows");
  const result = page.getByTestId("result");
  await expect(result).toContainText("first 100 rows");
  await expect(result).toContainText("belongs to the task, not to this run");
  await expect(result.getByRole("row")).toHaveCount(101);
  const brought = await weightOf(address("dashboard"), await scriptsFetchedBy(page));
  expect(brought, "kB of JavaScript").toBeLessThanOrEqual(SIZE_BUDGETS["a run that has ended"]);
  await result.getByRole("columnheader", { name: "employees" }).getByRole("button").click();
  await expect(result.getByRole("row").nth(1)).toContainText("Company");
});

test("Markdown is drawn, but nothing in it is loaded or run", async ({ page, signIn, sandbox }) => {
  await signIn();
  await openEnded(page, sandbox, "result-markdown");
  const result = page.getByTestId("result");
  await expect(result.getByRole("heading", { name: "Heat pump subsidies" })).toBeVisible();
  await expect(result.getByRole("cell", { name: "Federal" })).toBeVisible();
  const { taskId } = await sandbox.addTask({
    name: "Hostile",
    runs: [{ script: "hostile", startedAgoMs: 60_000 }],
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openRun(page, taskId);
  await expect(result).toContainText("window.__hit=1");
  await expect(result.locator("img, iframe, script, a[href^='javascript']")).toHaveCount(0);
  expect(await page.evaluate(() => "__hit" in window)).toBe(false);
  const { origin } = new URL(page.url());
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test("Markdown made to take for ever is shown as text, and holds nobody up", async ({
  page,
  signIn,
  sandbox,
  client,
}) => {
  await signIn();
  const output = `${"> ".repeat(4_000)}deep ${"*a_".repeat(10_000)} ${"[".repeat(20_000)}`;
  const samples = [{ atMs: 0, data: { status: "completed", detailedStatus: "completed" } }];
  const { taskId } = await sandbox.addTask({ runs: [{ script: { samples, result: { output } } }] });
  const opening = { isOver: false };
  const opened = openRun(page, taskId).finally(() => {
    opening.isOver = true;
  });
  // Each of them is given 20 s; without bounds a sixth of this text took 13 s.
  await until(async () => {
    expect((await client.get("/api/session")).status).toBe(200);
    return opening.isOver;
  }, 60_000).toBe(true);
  await opened;
  const result = page.getByTestId("result");
  await expect(result).toContainText("Shown as plain text");
  await expect(result).toContainText("> > > >");
});

test("a table of thousands of columns is drawn in part, and whole on demand", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const row = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`key${index}`, index]));
  const samples = [{ atMs: 0, data: { status: "completed", detailedStatus: "completed" } }];
  const result = { dataTable: [row, row] };
  const { taskId } = await sandbox.addTask({ runs: [{ script: { samples, result } }] });
  await openRun(page, taskId);
  await expect(page.getByRole("columnheader")).toHaveCount(50);
  await page.getByRole("button", { name: "Show all 2 rows and 400 columns" }).click();
  await expect(page.getByRole("columnheader")).toHaveCount(400);
});

test("an object and a list are drawn as trees, rows with differing keys as one table", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await openEnded(page, sandbox, "result-object");
  await expect(page.getByTestId("result")).toContainText("answer");
  await openEnded(page, sandbox, "result-differing-keys");
  const heads = page.getByTestId("result").getByRole("columnheader");
  await expect(heads.filter({ hasText: "currency" })).toHaveCount(1);
  await expect(heads.filter({ hasText: "a key with spaces" })).toHaveCount(1);
});

test("columns of the table are widened by keyboard and by dragging, and sorted by their heads", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  await openEnded(page, sandbox, "demo-hotels");
  // It comes above the table, and moves it.
  await expect(page.getByRole("heading", { name: "Three hotels under € 180" })).toBeVisible();
  const head = page.getByRole("columnheader", { name: /^hotel/ });
  const edge = page.getByRole("separator", { name: "Width of hotel" });
  const width = async () => (await head.boundingBox())?.width ?? 0;
  const before = await width();
  await edge.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBeCloseTo(before + 16, 0);
  const box = await edge.boundingBox();
  if (!box) throw new Error("the edge of the column is not on screen");
  await page.mouse.move(box.x + 2, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 62, box.y + 5);
  await page.mouse.up();
  await expect.poll(width).toBeCloseTo(before + 76, 0);
  await edge.dblclick();
  await expect.poll(width).toBeCloseTo(before, 0);
  await page.getByRole("button", { name: "night" }).click();
  const rows = page.getByRole("region", { name: "Data table" }).locator("tbody tr");
  await expect(rows.first()).toContainText("Pension Rosa");
});

test("the result is downloaded as CSV and JSON, and the timeline exported; a failure is seen", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 401/);
  await signIn();
  await openEnded(page, sandbox, "result-differing-keys");
  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  };
  const csv = page.getByRole("link", { name: "Download the data table as CSV" });
  const table = await saved(() => csv.click());
  expect(table.name).toMatch(/^ended-.+-table\.csv$/);
  expect(table.text).toMatch(/^\uFEFFname,price,rowId/);
  const json = await saved(() => page.getByRole("link", { name: /result as JSON/ }).click());
  expect(JSON.parse(json.text)).toMatchObject({ result: { dataTable: expect.any(Array) } });
  const exportAs = async (format: string) => {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: `Export timeline as ${format}` }).press("Enter");
  };
  const markdown = await saved(() => exportAs("Markdown"));
  expect(markdown.name).toMatch(/-timeline\.md$/);
  expect(markdown.text).toContain("# Timeline of a run");
  await page.context().clearCookies();
  await csv.click();
  const signedOut = page.getByRole("alert").filter({ hasText: "You are signed out" });
  await expect(signedOut).toHaveCount(1);
  await exportAs("CSV");
  await expect(signedOut).toHaveCount(2);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(signedOut).toHaveCount(1);
});

test("a recording is shown in place, and can be put away", async ({ page, signIn, sandbox }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await signIn();
  await openEnded(page, sandbox, "demo-vacancies");
  const recording = page.getByRole("region", { name: "Recording" });
  const picture = recording.getByRole("img", { name: /Recording of the agent's browser/ });
  await expect(picture).toHaveAttribute("src", /%2Frun\.gif$/);
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
  await recording.getByRole("button", { name: "Hide the recording" }).click();
  await expect(picture).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.reload();
  await expect(recording.getByRole("link", { name: /Open the recording/ })).toBeVisible();
  await expect(picture).toHaveCount(0);
  await recording.getByRole("button", { name: "Show the recording" }).click();
  await expect(picture).toBeVisible();
});

test("a recording elsewhere is a link with its host, one not ready has a button", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 502/);
  await signIn();
  const samples = [{ atMs: 0, data: { status: "completed", detailedStatus: "completed" } }];
  const open = async (gif?: Record<string, unknown>) => {
    const { taskId } = await sandbox.addTask({
      active: false,
      runs: [{ script: { samples, ...(gif ? { gif } : {}) }, startedAgoMs: 60_000 }],
    });
    await openRun(page, taskId);
  };
  const recording = page.getByRole("region", { name: "Recording" });
  const url = "https://storage.example/a%2Frun.gif";
  await open({ status: "completed", url });
  const link = recording.getByRole("link", { name: /Open the recording/ });
  await expect(link).toHaveAttribute("href", url);
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(recording).toContainText("at storage.example");
  await expect(recording.locator("img")).toHaveCount(0);
  // A minute of asking is the server's business, and its tests'.
  // Counted for each run: the page before may ask once more while the next one loads.
  const asks = new Map<string, number>();
  let isSeen = false;
  await page.route("**/recording", (route) => {
    const run = route.request().url();
    const ask = (asks.get(run) ?? 0) + 1;
    asks.set(run, ask);
    const isFirst = asks.keys().next().value === run;
    if (isFirst && ask === 2) {
      const error = { code: "upstream_error", message: "It failed this time", requestId: "r" };
      return route.fulfill({ status: 502, json: { error } });
    }
    // What asks by itself after the failure is told the same as the person who looks again.
    if (isFirst && ask > 2) return route.continue();
    const nextAskAt = new Date(Date.now() + 500).toISOString();
    const pending = { state: "pending", url: null, host: null, inPlace: false };
    return route.fulfill({ json: { ...pending, nextAskAt, asksAgain: !isSeen } });
  });
  await open({ status: "completed", url });
  await expect(recording).toContainText("It failed this time");
  await recording.getByRole("button", { name: "Look again", exact: true }).click();
  await expect(link).toHaveAttribute("href", url);
  await open({ status: "completed", url });
  await expect(recording).toContainText("Runboard asks again");
  isSeen = true;
  await expect(recording).toContainText("The server does not say whether there will be one");
  await page.unroute("**/recording");
  await recording.getByRole("button", { name: "Look again", exact: true }).click();
  await expect(link).toHaveAttribute("href", url);
});

test("the runs of a task are bars that lead to them", async ({ page, signIn, sandbox }) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Often",
    recurring: true,
    runs: [
      { script: "failed", startedAgoMs: 300_000 },
      { script: "completed", startedAgoMs: 200_000 },
      { script: "running" },
    ],
  });
  await page.goto(`/tasks/${taskId}`);
  const bars = page.getByRole("region", { name: "Runs over time" }).getByRole("link");
  await expect(bars).toHaveCount(3);
  await expect(bars.nth(0)).toHaveAccessibleName(/^Run .+, failed, .+, started /);
  await expect(bars.nth(2)).toHaveAccessibleName(/^Run .+, running, not over yet, started /);
  await bars.nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${runIds[1]}$`));
  const { taskId: single } = await sandbox.addTask({ runs: [{ script: "running" }] });
  await page.goto(`/tasks/${single}`);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Runs over time" })).toHaveCount(0);
});
