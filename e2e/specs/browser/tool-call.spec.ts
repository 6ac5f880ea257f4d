/** The question of an agent: shown as it is, never trusted, answered once. */
import type { Page } from "@playwright/test";
import { hold } from "../../support/hold.ts";
import { expectState, openRun } from "../../support/run-page.ts";
import type { SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";
import { address } from "../../support/addresses.ts";
import { scriptsFetchedBy, weightOf } from "../../support/page-weight.ts";
import { SIZE_BUDGETS } from "../../support/size-budgets.ts";

const card = (page: Page) => page.getByTestId("tool-call");

/** Whether a text stands where a reload, or somebody else at this browser, would find it. */
const isWritten = (page: Page, text: string) =>
  page.evaluate(
    (text) =>
      [{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML].some(
        (place) => JSON.stringify(place).includes(text),
      ),
    text,
  );

const openForm = async (page: Page, sandbox: SandboxKey) => {
  const { taskId, runIds } = await sandbox.addTask({
    name: "Asks",
    runs: [{ script: "form-all-fields", manual: true }],
  });
  await sandbox.advance(runIds[0] ?? "");
  await openRun(page, taskId);
  await expectState(page, "waiting");
  return runIds[0] ?? "";
};

/** Fills in what the booking form cannot do without. */
async function fillIn(page: Page): Promise<void> {
  const form = card(page);
  await form.getByLabel("Full name").fill("Grace Hopper");
  await form.getByLabel("Portal password").fill("hunter2-hunter2");
  await form.getByLabel("Arrival", { exact: true }).fill("2026-03-14");
  await form.getByLabel("I accept the cancellation terms").check();
}

inBothDialects("on", (dialect) => {
  test("all seventeen field types are filled in, checked and sent as they came, with a value each", async ({
    page,
    signIn,
    sandbox,
    consoleGuard,
  }) => {
    test.slow();
    consoleGuard.expect(/status of 501/);
    await signIn();
    const runId = await openForm(page, sandbox);
    const form = card(page);
    await expect(form.getByRole("heading", { name: "Booking details" })).toBeVisible();
    // As it comes alive the form is drawn anew, with what was typed before a reload.
    await expect(form.getByRole("button", { name: "Confirm booking" })).toBeEnabled();
    const controls = form.locator("input, select, textarea");
    const types = await controls.evaluateAll((all) =>
      all.map((control) =>
        control.getAttribute("role") === "switch"
          ? "switch"
          : control instanceof HTMLInputElement
            ? control.type
            : control.tagName.toLowerCase(),
      ),
    );
    expect([...new Set(types)].sort()).toEqual(
      "checkbox date datetime-local email month number password radio range select switch tel text textarea time url week".split(
        " ",
      ),
    );
    const unnamed = await controls.evaluateAll(
      (all) => all.filter((control) => !(control as HTMLInputElement).labels?.length).length,
    );
    expect(unnamed).toBe(0);
    await expect(form.getByLabel("Booking reference")).toHaveAttribute("readonly");
    await expect(form.getByLabel("Loyalty number")).toBeDisabled();

    const submit = form.getByRole("button", { name: "Confirm booking" });
    await expect(submit).toBeInViewport();
    await form.getByLabel("Guests").fill("13");
    await submit.click();
    await expect(form.getByLabel("Full name")).toBeFocused();
    await expect(form.getByLabel("Full name")).toHaveAccessibleDescription(/Fill this in/);
    await expect(form.getByLabel("Guests")).toHaveAccessibleDescription(/At most 12/);
    await expect(form).toContainText("Put 5 fields right");
    expect((await sandbox.calls()).byEndpoint.toolInput).toBe(0);

    await fillIn(page);
    await form.getByLabel("Guests").fill("3");
    await expect(form).not.toContainText("fields right");
    await form.getByLabel("Room").selectOption("Suite");
    await form.getByLabel("Parking").check();
    await form.getByLabel("Send me a reminder").uncheck();
    await form.getByLabel("Walking distance").press("ArrowRight");

    // Seconds of polls and a reload take nothing away but the password.
    expect(await isWritten(page, "hunter2")).toBe(false);
    await page.reload();
    await expect(form.getByLabel("Full name")).toHaveValue("Grace Hopper");
    await expect(form.getByLabel("Parking")).toBeChecked();
    await expect(form.getByLabel("Portal password")).toHaveValue("");
    await form.getByLabel("Portal password").fill("hunter2-hunter2");
    const sending = await hold(page, "**/tool-calls/*");
    await submit.dblclick();
    sending.release();

    if (dialect === "stock") {
      await expect(form.getByRole("alert")).toContainText("This server cannot take answers");
      await expect(form.getByLabel("Full name")).toHaveValue("Grace Hopper");
      await expect(form.getByLabel("Portal password")).toHaveValue("hunter2-hunter2");
      expect((await sandbox.calls()).byEndpoint.toolInput).toBe(1);
      await page.reload();
      await expect(form).toContainText("This server cannot take answers");
      await expect(submit).toBeHidden();
      await form.getByRole("button", { name: "Try anyway" }).click();
      await expect(form.getByLabel("Full name")).toBeFocused();
      await expect(form.getByLabel("Full name")).toHaveValue("Grace Hopper");
    } else {
      await expect(page.getByTestId("answer-notice")).toContainText("The agent continued");
      await expect(form).toHaveCount(0);
      const [answer, ...more] = (await sandbox.answers(runId)) as [Record<string, unknown>[]];
      expect(more).toEqual([]);
      expect(answer.map(({ label, value }) => [label, value])).toEqual([
        ["Full name", "Grace Hopper"],
        ["Guests", 3],
        ["E-mail", ""],
        ["Phone", ""],
        ["Company website", ""],
        ["Portal password", "hunter2-hunter2"],
        ["Arrival", "2026-03-14"],
        ["Check-in time", "15:00"],
        ["Transfer pick-up", "2026-03-14T09:30"],
        ["Card valid until", "2028-06"],
        ["Preferred week", "2026-W12"],
        ["Wishes", ""],
        ["Room", "suite"],
        ["Extras", ["parking"]],
        ["I accept the cancellation terms", true],
        ["Pay", "now"],
        ["Send me a reminder", false],
        ["Walking distance in minutes", 15],
        ["Booking reference", "RB-20871"],
        ["Loyalty number", ""],
      ]);
      expect(answer[0]).toMatchObject({ type: "text", minLength: 2, autocomplete: "name" });
      await page.getByRole("button", { name: "Close this notice" }).click();
      await expect(page.getByTestId("answer-notice")).toHaveCount(0);
      // Once it is answered, nothing of it is left in this browser.
      expect(await isWritten(page, "Grace Hopper")).toBe(false);
    }
    expect(sending.posts()).toBe(1);
    expect(await isWritten(page, "hunter2")).toBe(false);
  });
});

test.describe("an answer on its way, on a phone", () => {
  test.use({ dialect: "documented", viewport: { width: 360, height: 640 } });

  test("says how it went in words of its own, and keeps what was typed", async ({
    page,
    signIn,
    sandbox,
    consoleGuard,
  }) => {
    consoleGuard.expect(/status of [45]\d\d/, /ERR_FAILED/);
    await signIn();
    await openForm(page, sandbox);
    const form = card(page);
    await fillIn(page);
    const submit = form.getByRole("button", { name: "Confirm booking" });
    await submit.scrollIntoViewIfNeeded();
    await expect(submit).toBeInViewport({ ratio: 1 });
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await sideways()).toBe(0);

    let code = "";
    let sent = 0;
    let released = Promise.withResolvers<void>();
    await page.route("**/tool-calls/*", async (route) => {
      sent += 1;
      await released.promise;
      const error = { code, message: "raw words of the server", requestId: "r" };
      if (code === "no_answer") await route.abort();
      else await route.fulfill({ status: 409, json: { error } });
    });
    for (const [failure, words, isHeld] of [
      ["answer_unconfirmed", "The API accepted it but the run is still waiting", true],
      ["no_answer", "It may or may not have arrived", true],
      ["already_sent", "An answer is on its way already", true],
      ["upstream_refused", "The server refused this answer", false],
      ["answer_stale", "The agent no longer asks this", false],
      ["signed_out", "Sign in again", false],
    ] as const) {
      code = failure;
      sent = 0;
      released = Promise.withResolvers<void>();
      await submit.press("Enter");
      await expect(form).toContainText("Sent, waiting for the agent…");
      await submit.press("Enter");
      released.resolve();
      await expect(form.getByRole("alert").filter({ hasText: words })).toBeInViewport();
      await expect(form).not.toContainText("raw words");
      expect(sent, failure).toBe(1);
      expect(await sideways()).toBe(0);
      if (isHeld) {
        await expect(submit).toBeHidden();
        await form.getByRole("button", { name: "Answer again" }).click();
      }
      await expect(form.getByLabel("Full name")).toHaveValue("Grace Hopper");
      await expect(form.getByLabel("Portal password")).toHaveValue("hunter2-hunter2");
    }
  });
});

test.describe("an unknown tool", () => {
  test.use({ dialect: "documented" });

  test("is drawn as keys and values, however deep, and answered with text or JSON", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      runs: [{ script: "unknown-tool", manual: true }],
    });
    const runId = runIds[0] ?? "";
    await openRun(page, taskId);
    const form = card(page);
    await expect(form).toContainText("approve_purchase");
    await expect(form).toContainText("basket");
    await expect(form).toContainText("2026-01-31T17:00:00Z");
    const submit = form.getByRole("button", { name: "Send answer" });
    const answer = form.getByLabel("Your answer");
    // The one field there is, at the smallest common size of a window.
    await expect(answer).toBeInViewport({ ratio: 1 });
    await submit.click();
    await expect(answer).toHaveAccessibleDescription("Write an answer.");
    await form.getByLabel("JSON").check();
    await answer.fill('{"approved": true,\n "by": Ada}');
    await submit.click();
    await expect(answer).toBeFocused();
    await expect(answer).toHaveAccessibleDescription(
      /Line 2, column 8: “Ada” must stand in double quotes/,
    );
    await answer.fill('{"approved": true,\n "by": "Ada"}');

    // The agent takes its time: meanwhile every tab says that it was sent, and offers no second one.
    await submit.click();
    await until(async () => (await sandbox.answers(runId)).length).toBe(1);
    await page.reload();
    await expect(form).toContainText("Sent, waiting for the agent…");
    await expect(submit).toBeHidden();
    await expect(form.getByRole("button", { name: /somebody else/ })).toBeHidden();
    await sandbox.advance(runId);
    await expect(form).toHaveCount(0);
    expect(await sandbox.answers(runId)).toEqual([{ approved: true, by: "Ada" }]);
    expect(await isWritten(page, "approved")).toBe(false);
  });
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
    if (script === "question-without-id" || script === "question-empty-object") {
      await expect(card(page)).toContainText("This question has no id");
      await expect(card(page).getByRole("button")).toHaveCount(0);
    }
  }
});

test("a pattern that would take longer to match than anybody lives is left to its author", async ({
  page,
  signIn,
  sandbox,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 501/);
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "hostile-form" }] });
  await openRun(page, taskId);
  await card(page)
    .getByRole("textbox")
    .first()
    .fill(`${"a".repeat(60)}!`);
  await card(page).locator("[type=submit]").click();
  await expect(card(page)).toContainText("This server cannot take answers");
});

test("an answered question stays readable in the timeline, with how long it waited", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId, runIds } = await sandbox.addTask({
    name: "Asked",
    runs: [{ script: "waiting-live" }],
  });
  await openRun(page, taskId);
  await expectState(page, "waiting");
  await expect(card(page)).toContainText(/waiting (at least )?[1-9]\d*s/);
  const brought = await weightOf(address("dashboard"), await scriptsFetchedBy(page));
  expect(brought, "kB of JavaScript").toBeLessThanOrEqual(SIZE_BUDGETS["a run that waits"]);
  await card(page).getByLabel("Username").pressSequentially("some");
  await sandbox.show(runIds[0] ?? "", {
    toolCall: null,
    detailedStatus: "Processing browser agent",
  });
  await expectState(page, "running");
  await expect(card(page)).toHaveCount(0);
  // The keyboard is caught where it says that the question has gone.
  const lost = page.getByRole("status").filter({ hasText: "This question is no longer asked" });
  await expect(lost).toBeFocused();
  await lost.getByRole("button", { name: "Close this notice" }).click();
  await expect(lost).toHaveCount(0);
  const question = page.locator("[data-testid=timeline-item][data-kind=question]");
  await expect(question).toContainText(/waited (at least )?[1-9]\d*s/);
  await question.getByRole("button").click();
  await expect(question).toContainText("Login Credentials");
  await expect(question).toContainText("Username");
});

test("what a password field carries is never shown, and what is typed is not on paper", async ({
  page,
  signIn,
  sandbox,
}) => {
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
  await page.emulateMedia({ media: "print" });
  await expect(card(page).getByText("Secret")).toBeVisible();
  await expect(card(page).getByLabel("Secret")).toBeHidden();
  await expect(card(page).getByRole("button")).toHaveCount(0);
});
