/**
 * A run that is over, and a newer one of its task. It waits for half a minute, so it stands where
 * others run beside it, not at the end.
 */
import { expectState, openRun } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

test("a run that a newer one pushed aside says so and leads there", async ({
  page,
  signIn,
  sandbox,
}) => {
  test.slow();
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Again and again",
    recurring: true,
    runs: [{ script: "completed" }],
  });
  await openRun(page, taskId, runIds[0]);
  await expectState(page, "completed");
  const { runId } = await sandbox.addRun(taskId, { script: "waiting" });
  // An ended run is looked at every half minute, and so is whether there is a newer one.
  await expect(page.getByText("A newer run of this task started")).toBeVisible({ timeout: 75_000 });
  await page.getByRole("link", { name: "Go to it" }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${runId}$`));
  await expectState(page, "waiting");
});
