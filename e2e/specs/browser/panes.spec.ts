/** The two panes of a run: how wide they are, and what of them is on paper. */
import { openRun } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

test("the panes are dragged and keep their widths; on paper, timeline and result follow each other", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({
    runs: [{ script: "result-markdown", startedAgoMs: 60_000 }],
  });
  await openRun(page, taskId);
  const splitter = page.getByRole("separator", { name: "Width of the left pane" });
  const result = page.getByTestId("result");
  const resultPx = async () => Math.round((await result.boundingBox())?.width ?? 0);
  const usualPx = await resultPx();

  const { x = 0, y = 0, height = 0 } = (await splitter.boundingBox()) ?? {};
  await page.mouse.move(x + 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x - 150, y + 20, { steps: 3 });
  await page.mouse.up();
  const draggedPx = await resultPx();
  expect(draggedPx).toBeLessThan(usualPx - 120);

  // Before the page's own scripts run: nothing may be seen to move.
  await page.route("**/_next/static/**/*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "" }),
  );
  await page.reload({ waitUntil: "commit" });
  await expect(result).toBeVisible();
  expect(await resultPx()).toBe(draggedPx);
  await page.unroute("**/_next/static/**/*.js");
  await openRun(page, taskId);

  await splitter.press("Escape");
  await expect(splitter).toHaveAttribute("aria-valuenow", "60");
  expect(await resultPx()).toBe(usualPx);
  await splitter.press("ArrowLeft");
  await expect(splitter).toHaveAttribute("aria-valuenow", "58");

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByTestId("print-note")).toContainText(/^As known at .+ UTC · run /);
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("button", { name: "Share" })).toBeHidden();
  const [timelineBox, resultBox] = [
    await page.getByRole("region", { name: "Timeline" }).boundingBox(),
    await result.boundingBox(),
  ];
  expect(timelineBox?.width).toBe(resultBox?.width);
  expect(resultBox?.y).toBeGreaterThanOrEqual((timelineBox?.y ?? 0) + (timelineBox?.height ?? 0));
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("light");
});

test("a part whose code does not come says so in its place, and comes when it is asked for again", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/ERR_FAILED|could not be fetched|Failed to load chunk/);
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running", manual: true }] });
  await openRun(page, taskId);
  const row = page.getByTestId("timeline-item").last().getByRole("button");
  await expect(row).toBeVisible();
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  // The page may still be fetching what it needs: only an entry that was pressed is opened.
  await expect(async () => {
    await row.click();
    await expect(row).toHaveAttribute("aria-expanded", "true", { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.unroute("**/_next/static/**/*.js");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("timeline-item").last()).toContainText("Seen");
  await expect(page.getByRole("alert").filter({ hasText: "could not be loaded" })).toHaveCount(0);
});
