/** What a demo adds, and for whom. */
import { address } from "../../support/addresses.ts";
import { startDashboard } from "../../support/dashboard.ts";
import { Client } from "../../support/http-client.ts";
import { mintKey } from "../../support/sandbox.ts";
import { expect, test } from "../../support/test.ts";

const NOTICE = "Tasks you create replay recorded runs.";
const TASKS = ["Compare monitors", "Collect the headlines"];

test("a demo says what to expect, and suggests tasks to its own key alone: one press makes one, and they can be put away", async ({
  page,
  sandbox,
  consoleGuard,
}) => {
  test.slow();
  const dashboard = await startDashboard({
    name: "demo",
    upstreams: `sandbox=${address("sandbox")}/api/v1`,
    env: {
      DEMO_API_KEY: sandbox.key,
      DEMO_NOTICE: NOTICE,
      DEMO_SUGGESTIONS: JSON.stringify(TASKS),
    },
  });
  try {
    const other = new Client(dashboard.origin);
    expect((await other.get("/sign-in")).text).toContain(NOTICE);
    await other.signIn((await mintKey(address("sandbox"))).key);
    const theirs = (await other.get("/tasks")).text;
    expect(theirs).toContain("New task");
    for (const secret of [...TASKS, sandbox.key]) expect(theirs).not.toContain(secret);

    await page.goto(`${dashboard.origin}/sign-in`);
    const useKey = page.getByRole("button", { name: "Use the demo key" });
    await expect(useKey).toHaveAccessibleDescription(new RegExp(NOTICE));
    await useKey.click();
    const panel = page.getByRole("region", { name: "Try one" });
    await expect(panel.getByRole("button", { name: /Compare|Collect/ })).toHaveCount(2);
    expect(await page.content()).not.toContain(sandbox.key);

    // Then the page has come alive.
    await expect(panel.getByRole("button", { name: "Compare monitors" })).toBeEnabled();
    await panel.getByRole("button", { name: "Hide the suggestions" }).click();
    const wayBack = page.getByRole("button", { name: "Suggestions", exact: true });
    await expect(wayBack).toBeFocused();
    await page.reload();
    await expect(panel).toHaveCount(0);
    await wayBack.click();
    await expect(panel).toBeFocused();

    consoleGuard.expect(/Failed to load resource.*409/);
    await sandbox.setFaults({ endpoint: "create", kind: "failure", times: 1 });
    await panel.getByRole("button", { name: "Collect the headlines" }).click();
    await expect(panel.getByRole("alert")).toContainText("Try another one");

    await panel.getByRole("button", { name: "Compare monitors" }).evaluate((button) => {
      (button as HTMLButtonElement).click();
      (button as HTMLButtonElement).click();
    });
    await expect(page).toHaveURL(/\/tasks\/[^/]+\/runs\/latest$/);
    await expect(page.getByRole("heading", { name: "Compare monitors" })).toBeVisible();
    expect((await sandbox.calls()).byEndpoint.create).toBe(2);
    await page.goBack();
    await expect(panel.getByRole("button", { name: "Compare monitors" })).toBeEnabled();
    // Left open it would go on asking, and report that nobody answers.
    await page.close();
  } finally {
    await dashboard.stop();
  }
});
