/** When the upstream, or Runboard itself, goes away for a while. */
import { openRun, timelineEntries, timelineSteps } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

test("an upstream outage keeps the page, says so, and leaves a gap when it is over", async ({
  page,
  client,
  signIn,
  sandbox,
}) => {
  test.slow();
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Cut off",
    runs: [{ script: "running" }],
  });
  await openRun(page, taskId);
  await expect(page.getByTestId("freshness")).toContainText("Live · checked");
  const before = await timelineEntries(page);
  // A page that is told to wait longer is not missed as soon: somebody else goes on looking.
  const look = () => client.get(`/api/tasks/${taskId}/runs/latest`);
  await look();
  await sandbox.setFaults({ endpoint: "*", kind: "reset" });
  for (const words of [
    page.getByTestId("freshness").getByText("Reconnecting"),
    page.getByText("Connection lost"),
  ]) {
    const isShown = () => look().then(() => words.isVisible());
    await expect.poll(isShown, { timeout: 30_000, intervals: [500] }).toBe(true);
  }
  await expect(page.getByRole("heading", { name: "Cut off" })).toBeVisible();
  expect((await timelineEntries(page)).slice(0, before.length)).toEqual(before);
  await sandbox.clearFaults();
  await sandbox.show(runIds[0] ?? "", { detailedStatus: "After the outage" });
  await expect
    .poll(async () => (await timelineSteps(page)).at(-1), { timeout: 60_000 })
    .toBe("After the outage");
  await expect(page.getByText("Connection lost")).toHaveCount(0);
  const after = await timelineEntries(page);
  expect(after[0]).toEqual(before[0]);
  const gap = after.find(({ kind }) => kind === "gap");
  expect(gap?.words).toMatch(/Not watched.*\d\d:\d\d–\d\d:\d\d/);
});

test("when Runboard itself does not answer, the page says so and goes on by itself", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/);
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Offline",
    runs: [{ script: "running" }],
  });
  await openRun(page, taskId);
  await expect(page.getByTestId("freshness")).toContainText("Live · checked");
  await page.route("**/api/tasks/**", (route) => route.abort());
  await expect(page.getByTestId("freshness")).toContainText("Reconnecting");
  await expect(page.getByTestId("timeline-item").first()).toBeVisible();
  await page.unroute("**/api/tasks/**");
  await sandbox.show(runIds[0] ?? "", { detailedStatus: "Back again" });
  await expect.poll(() => timelineSteps(page), { timeout: 30_000 }).toContain("Back again");
});

test("a page of HTML in place of an answer is survived", async ({ page, signIn, sandbox }) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Proxy",
    runs: [{ script: "running" }],
  });
  await openRun(page, taskId);
  let served = 0;
  await page.route("**/api/tasks/**", (route) => {
    served += 1;
    return route.fulfill({ contentType: "text/html", body: "<h1>Bad gateway</h1>" });
  });
  await expect.poll(() => served).toBeGreaterThan(1);
  await expect(page.getByRole("heading", { name: "Proxy" })).toBeVisible();
  await expect(page.getByText("Bad gateway")).toHaveCount(0);
  await page.unroute("**/api/tasks/**");
  await sandbox.show(runIds[0] ?? "", { detailedStatus: "Through again" });
  await expect.poll(() => timelineSteps(page), { timeout: 30_000 }).toContain("Through again");
});
