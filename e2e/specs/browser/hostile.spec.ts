/** A server that puts script, markup, addresses and control characters in every field it has. */
import type { Page } from "@playwright/test";
import { faultNamed } from "../../sandbox/fault-list.ts";
import { makeAnswerLink, openQuestion } from "../../support/answer-links.ts";
import { figure } from "../../support/figures.ts";
import { goToRun } from "../../support/run-page.ts";
import type { Fault, SandboxKey } from "../../support/sandbox.ts";
import { ALL_INCLUDED, shareRun } from "../../support/shares.ts";
import { expect, test } from "../../support/test.ts";

/** What would run, load, frame or lead somewhere, had a text become markup. */
const HARM =
  "a[href^='javascript' i], a[href^='data' i], iframe[src^='javascript' i], main script, main img[src='x'], [onerror]";
/** What is not seen and changes how the rest is read; line breaks and tabs are layout. */
const UNSEEN = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const SHOWN = "<script>window.__hit=1</script>";

/** Reads a page as somebody does who looks for harm. */
async function expectHarmless(page: Page, where: string): Promise<void> {
  await expect(page.locator(HARM), where).toHaveCount(0);
  expect(await page.evaluate(() => "__hit" in window), where).toBe(false);
  expect(await page.evaluate(() => document.body.innerText), where).not.toMatch(UNSEEN);
  expect(await page.title(), where).not.toMatch(UNSEEN);
}

const inEveryField = (sandbox: SandboxKey, fault: Omit<Fault, "endpoint">) =>
  sandbox.setFaults({ ...fault, endpoint: "*" } as Fault);

const GOING_ON = ["running-live", "waiting", "hostile-tool"];
/** Over before anybody looked: they have a result, and no timeline. */
const OVER = ["hostile", "result-markdown"];
const SCRIPTS = [...GOING_ON, ...OVER];

test.use({ dialect: "documented" });

test("what a hostile server sends is text, in every field and on every page", {
  tag: "@hardening",
}, async ({ page, browser, client, sandbox, signIn, consoleGuard }) => {
  const dialogs: string[] = [];
  page.context().on("dialog", (dialog) => dialogs.push(dialog.message()));
  await signIn();
  const runs: { taskId: string; runId: string }[] = [];
  for (const script of SCRIPTS) {
    const startedAgoMs = OVER.includes(script) ? 60_000 : 0;
    const run = { script, startedAgoMs };
    const { taskId, runIds } = await sandbox.addTask({ name: script, runs: [run] });
    runs.push({ taskId, runId: runIds[0] ?? "" });
  }
  await inEveryField(sandbox, faultNamed("script and markup in every text"));
  const [live, asking] = runs;
  if (!live || !asking) throw new Error("no runs");
  const callId = await openQuestion(client, asking);

  await page.goto("/tasks");
  await expect(page.getByRole("link", { name: /running-live/ }).first()).toBeVisible();
  await expectHarmless(page, "/tasks");
  for (const [at, { taskId }] of runs.entries()) {
    await goToRun(page, taskId);
    const where = SCRIPTS[at] ?? "";
    await expect(page.getByText(SHOWN).first(), where).toBeVisible();
    if (GOING_ON.includes(where)) {
      await page.getByTestId("timeline-item").last().getByRole("button").click();
    } else {
      await expect(page.getByTestId("result").getByText(SHOWN).first(), where).toBeVisible();
    }
    await expectHarmless(page, where);
  }
  await page.goto(`/tasks/${live.taskId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectHarmless(page, "/tasks/{taskId}");

  const link = await shareRun(client, { ...asking, include: ALL_INCLUDED });
  const question = await makeAnswerLink(client, { ...asking, callId });
  const stranger = await browser.newContext();
  await consoleGuard.watch(stranger);
  const there = await stranger.newPage();
  for (const [url, place] of [
    [link.url, "shared-run"],
    [question.url, "question"],
  ] as const) {
    await there.goto(url);
    await expect(there.getByTestId(place).getByText(SHOWN).first(), place).toBeVisible();
    await expectHarmless(there, place);
  }
  await stranger.close();
  expect(dialogs).toEqual([]);
  figure(
    "hostile text",
    `every text of every answer, ${runs.length + 4} pages: 0 ran, 0 CSP reports`,
  );
});

test("where not even ids and states are left, pages say so and stand", async ({
  page,
  sandbox,
  signIn,
  consoleGuard,
}) => {
  consoleGuard.expect(/Failed to load resource/);
  await signIn();
  const { taskId } = await sandbox.addTask({ name: "Known", runs: [{ script: "running" }] });
  await goToRun(page, taskId);
  await expect(page.getByRole("heading", { name: "Known" })).toBeVisible();
  await inEveryField(sandbox, { kind: "hostile" });
  await expect(page.getByTestId("freshness")).toContainText("Reconnecting");
  await expectHarmless(page, "the run");
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();
  await expectHarmless(page, "/tasks");
});
