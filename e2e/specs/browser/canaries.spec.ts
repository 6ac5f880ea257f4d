/** Every secret is one nothing else has; every feature is used; then all there is is searched. */
import type { Page } from "@playwright/test";
import { address } from "../../support/addresses.ts";
import { type Canary, canaryOf, leftBehind, wronglyPlaced } from "../../support/canaries.ts";
import { startDashboard } from "../../support/dashboard.ts";
import { figure } from "../../support/figures.ts";
import { Received } from "../../support/received.ts";
import { expectState, statePill } from "../../support/run-page.ts";
import { mintKey } from "../../support/sandbox.ts";
import { expect, test } from "../../support/test.ts";

const API_KEY = canaryOf("api-key");
const WRONG_KEY = canaryOf("wrong-key");
const SESSION_PASSWORD = canaryOf("session-password");
const OWNER_SECRET = canaryOf("owner-secret");
const METRICS_TOKEN = canaryOf("metrics-token");
const LIVE_ORIGIN = "https://api.steel.dev";
const LIVE_URL = `${LIVE_ORIGIN}/${canaryOf("live")}`;
const ANSWER = canaryOf("answer");
const PASSWORD = canaryOf("password");
/** Words, not a secret: what looks like one is not even in the log. */
const RAW = `no route to 10.77.0.1 ${canaryOf("raw").slice(0, 22)}`;
const TEXT = canaryOf("task-text");

const main = (page: Page) => page.getByRole("main");

/** Makes a link in the dialog that is open. @returns its address */
async function createLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Create link" }).click();
  const url = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  return url;
}

/** Asks as a program on the page does, so that the answer is among what the browser received. */
const ask = (page: Page, path: string, headers: Record<string, string> = {}) =>
  page.evaluate(async ([path, headers]) => (await fetch(path, { headers })).text(), [
    path,
    headers,
  ] as const);

test("no secret is anywhere but in its one place, whatever is used, and after a crash", {
  tag: "@hardening",
}, async ({ page, context, browser, received, consoleGuard }) => {
  test.slow();
  consoleGuard.expect(/Failed to load resource/);
  const sandbox = await mintKey(address("sandbox"), { dialect: "documented", key: API_KEY });
  const dashboard = await startDashboard({
    name: "canaries",
    upstreams: `sandbox=${address("sandbox")}/api/v1`,
    env: {
      SESSION_PASSWORDS: JSON.stringify({ "7": SESSION_PASSWORD }),
      OWNER_SECRET,
      METRICS_TOKEN,
      LOG_LEVEL: "debug",
    },
  });
  const at = (path: string) => `${dashboard.origin}${path}`;
  let isKilled = false;
  try {
    // The provider, as far as a frame is concerned.
    const provider = (other: typeof context) =>
      other.route(`${LIVE_ORIGIN}/**`, (route) =>
        route.fulfill({ contentType: "text/html", body: "<h1>Live</h1>" }),
      );
    await provider(context);
    const { taskId, runIds } = await sandbox.addTask({
      name: "Sign in to the shop",
      runs: [{ script: "waiting", manual: true }],
    });
    const [runId = ""] = runIds;
    await sandbox.show(runId, { liveStatus: LIVE_URL });
    const ended = await sandbox.addTask({
      name: "Ended",
      runs: [{ script: "result-gif", startedAgoMs: 60_000 }],
    });

    await page.goto(at("/sign-in"));
    await page.getByLabel("API key").fill(WRONG_KEY);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(main(page).getByRole("alert")).toBeVisible();
    await page.getByLabel("API key").fill(API_KEY);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("link", { name: "Ended", exact: true })).toBeVisible();
    const [session] = await context.cookies(dashboard.origin);
    if (!session) throw new Error("signed in without a cookie");

    // A run is looked at, shared, and its question passed on and answered.
    await page.goto(at(`/tasks/${taskId}/runs/latest`));
    await expectState(page, "waiting");
    await expect(page.frameLocator("[data-testid=live-frame]").getByText("Live")).toBeVisible();
    await page.getByRole("button", { name: "Let somebody else answer…" }).click();
    const answerLink = await createLink(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    for (const name of ["Tool calls", "Result", "Live view"]) {
      await page.getByRole("checkbox", { name }).check();
    }
    const shareLink = await createLink(page);
    const stranger = await browser.newContext();
    await consoleGuard.watch(stranger);
    await provider(stranger);
    const receivedThere = new Received();
    receivedThere.record(stranger);
    const there = await stranger.newPage();
    await there.goto(answerLink);
    await expect(there.getByLabel("Username")).toBeVisible();
    await there.goto(shareLink);
    await expect(there.frameLocator("iframe").getByText("Live")).toBeVisible();
    await page.getByLabel("Username").fill(ANSWER);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByTestId("tool-call").getByRole("button", { name: "Login" }).click();
    await expect(page.getByTestId("answer-notice")).toContainText("The agent continued");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Stop the run" }).click();
    await expectState(page, "stopped");

    // What came out of another one, and its files.
    await page.goto(at(`/tasks/${ended.taskId}/runs/latest`));
    await expectState(page, "completed");
    const files = `/api/tasks/${ended.taskId}/runs/${ended.runIds[0]}`;
    for (const path of ["result?format=json", "timeline?format=md", "recording"]) {
      await ask(page, `${files}/${path}`);
    }
    const v1 = `/api/v1/task/${taskId}/run/status`;
    await ask(page, v1, { "x-api-key": API_KEY });
    await ask(page, v1, { "x-api-key": WRONG_KEY });
    const measured = await ask(page, "/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
    expect(measured).toContain("runboard_polls_total");

    // A task is created; then the server fails in its own words.
    await page.goto(at("/tasks/new"));
    await page.getByLabel("What is the agent to do?").fill(TEXT);
    await page.getByRole("button", { name: "Create task" }).click();
    await expect(statePill(page)).toHaveAttribute("data-state", /running|completed/);
    await sandbox.setFaults({ endpoint: "*", kind: "failure", text: RAW });
    await page.goto(at(`/tasks/${taskId}`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => dashboard.log().includes(RAW)).toBe(true);
    await page.goto(at("/shares"));
    await expect(page.getByRole("row").filter({ hasText: "Live" }).first()).toBeVisible();
    await page.getByRole("button", { name: "Revoke all" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await expect(page.getByRole("row").filter({ hasText: "Revoked" }).first()).toBeVisible();
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    await stranger.close();
    await dashboard.stop({ signal: "SIGKILL", keepData: true });
    isKilled = true;

    const ownAnswers = `/api/tasks/${taskId}/runs/|/tasks/${taskId}/runs/|/api/v1/task/${taskId}/`;
    const canaries: Canary[] = [
      { name: "API key", value: API_KEY },
      { name: "wrong API key", value: WRONG_KEY },
      { name: "session password", value: SESSION_PASSWORD },
      { name: "owner secret", value: OWNER_SECRET },
      { name: "metrics token", value: METRICS_TOKEN },
      { name: "answer", value: ANSWER },
      { name: "password in an answer", value: PASSWORD },
      {
        name: "live address",
        value: LIVE_URL,
        belongs: new RegExp(`${ownAnswers}|/api/shared/|/api/shares/preview|^${LIVE_ORIGIN}/`),
      },
      { name: "session cookie", value: session.value, belongs: /\/api\/session$/ },
      { name: "share secret", value: shareLink.split("#")[1] ?? "", belongs: /\/api\/shares$/ },
      {
        name: "answer link's secret",
        value: answerLink.split("#")[1] ?? "",
        belongs: /\/api\/answer-links$/,
      },
      { name: "raw words of the server", value: RAW, belongs: /^log$/ },
      // What is to be kept is found where it is kept: the search sees what is there.
      { name: "task text", value: TEXT, belongs: /^store\/runboard\.db|\/tasks/ },
    ];
    const left = leftBehind(dashboard);
    expect(left.map(({ place }) => place)).toContain("store/runboard.db");
    expect(await wronglyPlaced(canaries, [received, receivedThere], left)).toEqual([]);
    for (const { name, value } of canaries) expect(kept, name).not.toContain(value);
    const count = received.count + receivedThere.count;
    figure(
      "leaks",
      `${canaries.length} canaries in ${count} answers, the log and ${left.length - 1} files of the store: each in its place alone`,
    );
  } finally {
    if (!isKilled) await dashboard.stop();
  }
});
