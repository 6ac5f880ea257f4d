/** What people see while a page waits for a slow server. */
import type { Page } from "@playwright/test";
import { hold } from "../../support/hold.ts";
import { ALL_INCLUDED, shareRun } from "../../support/shares.ts";
import { expect, test } from "../../support/test.ts";

type Shift = PerformanceEntry & {
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
};

/** Notes what jumps on a page, as the browser itself measures it. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const jumps: string[] = [];
    const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].join(" ");
    Object.assign(window, { jumps });
    new PerformanceObserver((list) => {
      for (const { node, previousRect, currentRect } of list
        .getEntries()
        .flatMap((entry) => (entry as Shift).sources)) {
        // What is laid over the page, as a mark on a strip is, pushes nothing aside.
        if (node instanceof Element && getComputedStyle(node).position === "absolute") continue;
        const what = node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent;
        jumps.push(`${place(previousRect)} -> ${place(currentRect)}: ${what}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
/** From here on: what the page's own font moves, which may come a moment later, is not meant. */
const forget = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    (window as unknown as { jumps: string[] }).jumps.length = 0;
  });
const jumps = (page: Page) => page.evaluate(() => (window as unknown as { jumps: string[] }).jumps);

test("a page of a slow server is there at once, and nothing jumps when its data comes", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource.*404/);
  await watchShifts(page);
  const { taskId } = await sandbox.addTask({ name: "Late", runs: [{ script: "running" }] });
  await signIn();
  const slow = { endpoint: "*", kind: "slow", ms: 3_000 } as const;
  await sandbox.setFaults(slow);
  await page.goto("/tasks");
  await expect(page.getByText("Reading the tasks…")).toBeAttached();
  await forget(page);
  const head = page.locator("thead");
  const before = await head.boundingBox();
  await expect(page.getByRole("link", { name: "Late", exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect(await head.boundingBox()).toEqual(before);
  expect(await jumps(page), "the list").toEqual([]);

  await page.goto(`/tasks/${taskId}/runs/latest`);
  await expect(page.getByText("Reading the run…")).toBeAttached();
  await forget(page);
  await sandbox.clearFaults();
  await expect(page.getByRole("heading", { name: "Late" })).toBeVisible({ timeout: 30_000 });
  expect(await jumps(page), "the run").toEqual([]);

  await sandbox.setFaults(slow);
  await page.goto("/tasks/nobodys/runs/latest");
  await expect(page.getByText("Reading the run…")).toBeAttached();
  await sandbox.clearFaults();
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible({
    timeout: 30_000,
  });

  const shares = await hold(page, "**/shares?_rsc=*");
  await page.getByRole("link", { name: "Shares" }).click();
  await expect(page.getByTestId("on-its-way")).toHaveCSS("opacity", "1");
  shares.release();
  await expect(page.getByRole("heading", { name: "Shares" })).toBeVisible();
  await expect(page.getByTestId("on-its-way")).toHaveCount(0);
});

test("a question whose code comes after the first poll is taken over as it was sent", async ({
  page,
  signIn,
  sandbox,
}) => {
  const { taskId } = await sandbox.addTask({
    name: "Asked",
    runs: [{ script: "waiting-live", startedAgoMs: 60_000 }],
  });
  await signIn();
  const card = page.getByTestId("tool-call");
  await page.goto(`/tasks/${taskId}/runs/latest`);
  // From here on each second changes what it says.
  await expect(card).toContainText(/waiting (at least )?\d+s/);
  const { promise: code, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes("Let somebody else answer")) await code;
    await route.fulfill({ response, body });
  });
  await page.reload({ waitUntil: "commit" });
  const poll = () =>
    page.waitForResponse((response) => response.url().includes(`/api/tasks/${taskId}/runs/`));
  await poll();
  await poll();
  await expect(page.getByLabel("Username")).toBeDisabled();
  release();
  // A page that does not match what the server sent is an error, and any error fails the test.
  await expect(page.getByLabel("Username")).toBeEnabled();
});

test("a link asks for its run, once, while the page's own code is still on its way", async ({
  page,
  client,
  sandbox,
}) => {
  const task = await sandbox.addTask({ name: "Shared", runs: [{ script: "running" }] });
  const run = { taskId: task.taskId, runId: task.runIds[0] ?? "" };
  const { url, id } = await shareRun(client, { ...run, include: ALL_INCLUDED });
  // What opens the link, as opposed to reading on.
  let openings = 0;
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const isOpening = search === "" && !("if-none-match" in request.headers());
    if (pathname === `/api/shared/${id}` && isOpening) openings += 1;
  });
  const code = await hold(page, "**/_next/static/chunks/*.js");
  const first = page.waitForResponse(`**/api/shared/${id}`);
  await page.goto(url, { waitUntil: "commit" });
  await first;
  await expect(page.getByTestId("shared-notice")).toBeVisible();
  code.release();
  await expect(page.getByRole("heading", { name: "Shared" })).toBeVisible();
  const second = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith(id));
  await second;
  expect(openings).toBe(1);
});
