/** The question of an agent, shown as it is and never trusted. */
import type { Page } from "@playwright/test";
import { expectState, openRun } from "../../support/run-page.ts";
import { expect, inBothDialects, test } from "../../support/test.ts";

const card = (page: Page) => page.getByTestId("tool-call");

inBothDialects("on", () => {
  test("all seventeen field types are drawn as labelled controls, none of which can be changed", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    const { taskId } = await sandbox.addTask({
      name: "Asks",
      runs: [{ script: "form-all-fields", startedAgoMs: 5_000 }],
    });
    await openRun(page, taskId);
    await expectState(page, "waiting");
    await expect(card(page).getByRole("heading", { name: "Booking details" })).toBeVisible();
    await expect(card(page)).toContainText("Confirm booking");
    const types = await card(page)
      .locator("input, select, textarea")
      .evaluateAll((controls) =>
        controls.map((control) =>
          control.getAttribute("role") === "switch"
            ? "switch"
            : control instanceof HTMLInputElement
              ? control.type
              : control.tagName.toLowerCase(),
        ),
      );
    expect(new Set(types)).toEqual(
      new Set([
        "text",
        "number",
        "email",
        "tel",
        "url",
        "password",
        "date",
        "time",
        "datetime-local",
        "month",
        "week",
        "textarea",
        "select",
        "checkbox",
        "radio",
        "switch",
        "range",
      ]),
    );
    const controls = card(page).locator("input, select, textarea");
    for (const control of await controls.all()) {
      await expect(control).toBeDisabled();
      await expect(control).toHaveAccessibleName(/\S/);
    }
  });
});

test("an unknown tool is drawn as keys and values, however deep", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "unknown-tool" }] });
  await openRun(page, taskId);
  await expect(card(page)).toContainText("approve_purchase");
  await expect(card(page)).toContainText("basket");
  await expect(card(page)).toContainText("2026-01-31T17:00:00Z");
});

test("however odd a question is, the page stays whole and the run waiting", async ({
  page,
  signIn,
  sandbox,
}) => {
  test.slow();
  await signIn();
  for (const script of [
    "malformed-form",
    "fields-not-a-list",
    "question-without-parameters",
    "question-without-id",
    "question-empty-object",
    "question-without-call",
  ]) {
    const { taskId } = await sandbox.addTask({ name: script, runs: [{ script }] });
    await openRun(page, taskId);
    await expectState(page, "waiting");
    await expect(page.getByText("Waiting for you").first(), script).toBeVisible();
    const last = page.getByTestId("timeline-item").last();
    await expect(last, script).toHaveAttribute("data-kind", "question");
    await expect(card(page), script).toHaveCount(script === "question-without-call" ? 0 : 1);
  }
});

test("markup and scripts in steps, forms and tools stay text", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  for (const script of ["hostile-step", "hostile-form", "hostile-tool"]) {
    const { taskId } = await sandbox.addTask({ name: script, runs: [{ script }] });
    await openRun(page, taskId);
    await expect(page.getByText("<script>window.__hit=1</script>").first(), script).toBeVisible();
    await page.getByTestId("timeline-item").last().getByRole("button").click();
    expect(await page.evaluate(() => "__hit" in window), script).toBe(false);
    const live = page.locator("main img, main script, main a[href^='javascript']");
    await expect(live, script).toHaveCount(0);
  }
});

inBothDialects("on", () => {
  test("an answered question stays readable in the timeline, with how long it waited", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Asked",
      runs: [{ script: "waiting" }],
    });
    await openRun(page, taskId);
    await expectState(page, "waiting");
    await expect(card(page)).toContainText(/waiting [1-9]\d*s/);
    await sandbox.show(runIds[0] ?? "", {
      toolCall: null,
      detailedStatus: "Processing browser agent",
    });
    await expectState(page, "running");
    await expect(card(page)).toHaveCount(0);
    const question = page.locator("[data-testid=timeline-item][data-kind=question]");
    await expect(question).toContainText(/waited [1-9]\d*s/);
    await question.getByRole("button").click();
    await expect(question).toContainText("Login Credentials");
    await expect(question).toContainText("Username");
  });
});

test("what a password field carries is never shown", async ({ page, signIn, sandbox }) => {
  const fields = [{ type: "password", label: "Secret", defaultValue: "hunter2-hunter2" }];
  const { taskId } = await sandbox.addTask({
    name: "Secret",
    runs: [
      {
        script: {
          samples: [
            {
              atMs: 0,
              data: {
                status: "running",
                detailedStatus: "tool_call",
                toolCall: { toolCallId: "c", tool: { name: "form_input", parameters: { fields } } },
                liveStatus: null,
              },
            },
          ],
        },
      },
    ],
  });
  await signIn();
  await openRun(page, taskId);
  await expect(card(page).getByLabel("Secret")).toHaveValue("");
  await expect(page.getByText("hunter2-hunter2")).toHaveCount(0);
});
