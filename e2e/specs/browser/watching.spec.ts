/** Watching a run: from nothing to its end. */
import { expectState, openRun, timelineEntries, timelineSteps } from "../../support/run-page.ts";
import { wasUnwatched } from "../../support/silence.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

const favicon = "link[rel=icon]";

inBothDialects("on", (dialect) => {
  test("a recorded run is followed from its first moment to its end, each step in order", async ({
    page,
    signIn,
    sandbox,
  }) => {
    test.slow();
    await signIn();
    const beganMs = Date.now();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Find the top story",
      runs: [{ script: "browser-task-completed", manual: true }],
    });
    await openRun(page, taskId);
    await expectState(page, dialect === "stock" ? "preparing" : "scheduled");
    const steps: string[] = [];
    for (let status: unknown = null; status !== "completed"; ) {
      const { sample } = await sandbox.advance(runIds[0] ?? "");
      status = sample.status;
      if (status !== "running") break;
      steps.push(String(sample.detailedStatus));
      await expect.poll(async () => (await timelineSteps(page)).at(-1)).toBe(steps.at(-1));
      await expectState(page, "running");
      await expect(page.getByTestId("live-frame")).toHaveCount(sample.liveStatus ? 1 : 0);
    }
    await expectState(page, "completed");
    await expect(page.getByTestId("result")).toContainText("https://example.com/hello");
    expect(steps.length).toBeGreaterThanOrEqual(11);
    const entries = await timelineEntries(page);
    const shown = entries.filter(({ kind, state }) => kind === "step" && state === "running");
    expect(shown.map(({ words }) => words)).toEqual(steps);
    expect(entries.at(-1)).toMatchObject({ kind: "end", state: "completed" });
    if (!(await wasUnwatched(sandbox, beganMs)))
      expect(entries.some(({ kind }) => kind === "gap")).toBe(false);
  });

  test("reloading keeps the timeline as it was", async ({ page, signIn, sandbox }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Reloaded",
      runs: [{ script: "long-history", manual: true }],
    });
    await openRun(page, taskId);
    for (let index = 0; index < 3; index += 1) {
      const { sample } = await sandbox.advance(runIds[0] ?? "");
      if (!sample.detailedStatus) continue;
      await expect
        .poll(async () => (await timelineSteps(page)).at(-1))
        .toBe(String(sample.detailedStatus));
    }
    const before = await timelineEntries(page);
    expect(before.length).toBeGreaterThanOrEqual(2);
    await page.reload();
    await expect(page.getByTestId("timeline-item").first()).toBeVisible();
    expect((await timelineEntries(page)).slice(0, before.length)).toEqual(before);
  });
});

test("the first paint carries the run, before any script runs", async ({
  browser,
  client,
  sandbox,
  baseURL,
}) => {
  const { taskId } = await sandbox.addTask({ name: "Painted", runs: [{ script: "running" }] });
  const [name = "", value = ""] = client.cookie?.split(/=(.*)/s) ?? [];
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies([{ name, value, url: baseURL ?? "" }]);
  const page = await context.newPage();
  const path = `/tasks/${taskId}/runs/latest`;
  await until(async () => (await client.get(`/api${path}`)).json().state).toBe("running");
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Painted" })).toBeVisible();
  await expect(page.getByTestId("timeline-item").first()).toBeVisible();
  await context.close();
});

test("title and icon of the tab follow the state, with a dot only while it waits", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Tab",
    runs: [{ script: "running" }],
  });
  const runId = runIds[0] ?? "";
  await openRun(page, taskId);
  await expect(page).toHaveTitle("Running · Tab");
  await expect(page.locator(favicon)).toHaveAttribute("href", /running\.svg$/);
  await sandbox.show(runId, {
    detailedStatus: "tool_call",
    toolCall: { toolCallId: "c1", tool: { name: "form_input", parameters: {} } },
  });
  await expect(page).toHaveTitle("● Waiting · Tab");
  await expect(page.locator(favicon)).toHaveAttribute("href", /waiting\.svg$/);
  await sandbox.show(runId, { status: "completed", detailedStatus: "completed", toolCall: null });
  await expect(page).toHaveTitle("Completed · Tab");
  await expect(page.locator(favicon)).toHaveCount(1);
  await expect(page.locator(favicon)).toHaveAttribute("href", /completed\.svg$/);
});

test("a change of state is announced, and nothing else is", async ({ page, signIn, sandbox }) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({ name: "Told", runs: [{ script: "running" }] });
  await openRun(page, taskId);
  await expectState(page, "running");
  // What it was told as before it was first read would be a change, too.
  await page.reload();
  const announcer = page.locator("[role=status][aria-live=polite]");
  await expect(announcer).toHaveText("");
  await sandbox.show(runIds[0] ?? "", { detailedStatus: "Another step" });
  await expect.poll(() => timelineSteps(page)).toContain("Another step");
  await expect(announcer).toHaveText("");
  await sandbox.show(runIds[0] ?? "", { status: "completed", detailedStatus: "completed" });
  await expect(announcer).toHaveText("Told: Completed");
});

test("two tabs on one run show the same and cost the upstream no more than one", async ({
  page,
  context,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Twice",
    runs: [{ script: "running" }],
  });
  const second = await context.newPage();
  await openRun(page, taskId);
  await openRun(second, taskId);
  const begun = Date.now();
  await sandbox.resetCalls();
  for (const step of ["One", "Two", "Three"]) {
    await sandbox.show(runIds[0] ?? "", { detailedStatus: step });
    for (const tab of [page, second]) {
      await expect
        .poll(async () => (await timelineSteps(tab)).at(-1), { timeout: 20_000 })
        .toBe(step);
    }
  }
  const { byEndpoint } = await sandbox.calls();
  const seconds = (Date.now() - begun) / 1_000;
  expect(byEndpoint.status).toBeLessThanOrEqual(seconds + 2);
  await expect(async () => {
    expect(await timelineEntries(page)).toEqual(await timelineEntries(second));
  }).toPass();
});

test("an unknown run is one calm page, not an error", async ({ page, signIn, consoleGuard }) => {
  consoleGuard.expect(/Failed to load resource.*404/);
  await signIn();
  const answer = await page.goto("/tasks/none/runs/latest");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/another key|does not exist|nothing here/i).first()).toBeVisible();
});

test("the run's own link is copied, also from the address of the latest one", async ({
  page,
  context,
  signIn,
  sandbox,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "running-live" }] });
  await openRun(page, taskId);
  await page.getByRole("button", { name: "More" }).click();
  const live = page.getByRole("menuitem", { name: "Open live view in a tab" });
  await expect(live).toHaveAttribute("href", /\/live\//);
  // It is said for 2 s, so the page itself has to notice.
  const said = page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        setTimeout(() => reject(new Error("nobody said that the link was copied")), 15_000);
        new MutationObserver(() => {
          if (document.body.textContent?.includes("Link copied")) resolve();
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await Promise.all([said, page.getByRole("menuitem", { name: "Copy link" }).click()]);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(new URL(`/tasks/${taskId}/runs/${runIds[0]}`, page.url()).href);
});

test("a browser whose clock is ten minutes off calls nothing old", async ({
  page,
  signIn,
  sandbox,
}) => {
  await page.clock.setSystemTime(Date.now() + 600_000);
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "running" }] });
  const said: string[] = [];
  await page.exposeFunction("noteFreshness", (words: string) => void said.push(words));
  await page.addInitScript(() => {
    const note = (globalThis as unknown as { noteFreshness(words: string): void }).noteFreshness;
    new MutationObserver(() => {
      const words = document.querySelector("[data-testid=freshness]")?.textContent;
      if (words) note(words);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await openRun(page, taskId);
  await expect.poll(() => said.filter((words) => /checked/.test(words)).length).toBeGreaterThan(5);
  expect(said.filter((words) => /Reconnecting|Last known/.test(words))).toEqual([]);
});
