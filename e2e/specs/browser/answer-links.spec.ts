/** A question is answered on somebody else's phone: its owner has the link made, and sees it used. */
import type { Browser, Page, Request } from "@playwright/test";
import type { ConsoleGuard } from "../../support/console-guard.ts";
import { openRun } from "../../support/run-page.ts";
import { expect, test } from "../../support/test.ts";

/** What a link's page is told by its polls and its answers. */
const REFUSED = /Failed to load resource.*(403|404|409|410|501)/;
const OFFER = "Let somebody else answer…";

/** Somebody else's phone. */
async function phoneOf(browser: Browser, guard: ConsoleGuard) {
  guard.expect(REFUSED);
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  await guard.watch(context);
  const requests: Request[] = [];
  context.on("request", (request) => requests.push(request));
  return { context, phone: await context.newPage(), requests };
}

async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: OFFER }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const url = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(url).toMatch(/\/a\/[\w-]{12}#[\w-]{43}$/);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: OFFER })).toBeFocused();
  return url;
}

const notice = (page: Page) => page.getByTestId("link-notice");

test.describe("where answers are taken", () => {
  test.use({ dialect: "documented" });

  test("the owner makes a link, somebody answers on a phone, once, and the owner sees it", async ({
    page,
    browser,
    sandbox,
    signIn,
    consoleGuard,
  }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Sign in to the shop",
      runs: [{ script: "waiting", manual: true }],
    });
    await openRun(page, taskId);
    const url = await makeLink(page);
    const secret = url.split("#")[1] ?? "";
    await page.getByRole("button", { name: OFFER }).click();
    await expect(page.getByRole("dialog")).toContainText("This question has a link");
    // The form of the dialog is not the question's own.
    await expect(page.getByTestId("tool-call")).not.toContainText("Fill this in");
    await page.keyboard.press("Escape");

    const { context, phone, requests } = await phoneOf(browser, consoleGuard);
    await phone.goto(url);
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Login Credentials");
    const width = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
    const text = await phone.evaluate(() => document.documentElement.outerHTML);
    for (const hidden of [secret, taskId, runIds[0] ?? "", sandbox.key, "Sign in to the shop"]) {
      expect(text).not.toContain(hidden);
    }
    await phone.getByLabel("Username").fill("canary-ada");
    await phone.getByLabel("Password").fill("canary-password");
    const button = phone.getByRole("button", { name: "Login" });
    await sandbox.setFaults({ endpoint: "toolInput", kind: "failure", text: "no", times: 1 });
    await button.tap();
    await expect(phone.getByTestId("question").getByRole("alert")).toContainText(
      "refused this answer",
    );
    await expect(phone.getByLabel("Username")).toHaveValue("canary-ada");
    await expect(phone.getByLabel("Password")).toHaveValue("canary-password");
    await sandbox.resetCalls();
    await button.dblclick();
    await expect(notice(phone)).toContainText("Your answer was sent");
    await expect(notice(phone)).toContainText("The agent continued");
    await expect(notice(phone)).toBeFocused();
    const posts = requests.filter((request) => request.method() === "POST");
    expect(posts).toHaveLength(2);

    const answered = page.getByTestId("timeline-item").filter({ hasText: /Answered through/ });
    await expect(answered).toContainText("Answered through your link");
    await expect(page.locator("body")).not.toContainText("canary");
    for (const request of requests) {
      const { authorization = "", ...headers } = await request.allHeaders();
      expect(JSON.stringify([request.url(), headers])).not.toContain(secret);
      expect(headers.referer).toBeUndefined();
      if (authorization !== "") {
        expect(new URL(request.url()).pathname).toBe(
          `/api/answers/${new URL(url).pathname.slice(3)}`,
        );
      }
    }
    const kept = await phone.evaluate(() =>
      JSON.stringify([document.title, { ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).not.toMatch(/canary/);
    await phone.reload();
    await expect(notice(phone)).toContainText(
      /An answer was sent(, and the agent continued|. The run)/,
    );
    await context.close();
    await page.goto("/shares");
    const row = page.getByTestId("share").filter({ hasText: "Answers one question" });
    await expect(row.getByTestId("share-status")).toHaveAttribute("data-status", "used");
  });

  test("a page that is open says so when the question is over, is revoked, or was never there", async ({
    page,
    browser,
    sandbox,
    signIn,
    consoleGuard,
  }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({ runs: [{ script: "waiting" }] });
    await openRun(page, taskId);
    const first = await makeLink(page);
    const { context, phone, requests } = await phoneOf(browser, consoleGuard);
    await phone.goto(first.slice(0, -1));
    await expect(notice(phone)).toContainText("This link does not work");
    expect(requests.filter((request) => request.url().includes("/api/"))).toHaveLength(0);
    await phone.goto(`/a/${"A".repeat(12)}#${"A".repeat(43)}`);
    await expect(notice(phone)).toContainText("This link does not work");
    await expect(notice(phone)).not.toBeFocused();
    await phone.goto(first);
    await phone.getByLabel("Username").fill("ada");
    await page.getByRole("button", { name: OFFER }).click();
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("button", { name: "Create link" })).toBeVisible();
    await expect(notice(phone)).toContainText("took it back");
    await page.keyboard.press("Escape");

    await phone.goto(await makeLink(page));
    await expect(phone.getByTestId("question")).toBeVisible();
    const goesOn = { status: "running", detailedStatus: "Going on", toolCall: null };
    await sandbox.show(runIds[0] ?? "", goesOn);
    await expect(notice(phone)).toContainText("The question is over");
    await context.close();
  });
});

test("where no answer is taken, the page says so once, and no further link is offered", async ({
  page,
  browser,
  sandbox,
  signIn,
  consoleGuard,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({ runs: [{ script: "waiting" }] });
  await openRun(page, taskId);
  const { context, phone } = await phoneOf(browser, consoleGuard);
  await phone.goto(await makeLink(page));
  await phone.getByLabel("Username").fill("ada");
  await phone.getByLabel("Password").fill("canary-password");
  await phone.getByRole("button", { name: "Login" }).tap();
  await expect(notice(phone)).toContainText("cannot take answers");
  await context.close();
  await expect(page.getByTestId("tool-call")).toContainText("cannot take answers");
  await expect(page.getByRole("button", { name: OFFER })).toHaveCount(0);
});
