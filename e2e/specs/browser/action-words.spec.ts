/** What is said of an answer, a new task and a link, and that nothing is called done but what is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { makeAnswerLink, openQuestion } from "../../support/answer-links.ts";
import { LOG_FOLDER } from "../../support/dashboard.ts";
import { hold } from "../../support/hold.ts";
import { expectState, goToRun } from "../../support/run-page.ts";
import type { Dialect, Fault, SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

type Row = {
  dialects: Dialect[];
  situation: string;
  fault?: Partial<Fault>;
  sentence: string;
  /** Whether what was wished for came true: only then anything may say so. */
  isDone?: true;
};
const BOTH: Dialect[] = ["stock", "documented"];
/** Whoever answers may have said anything; nobody hears of it but the agent. */
const CANARY = "canary-of-an-answer";
const GONE = { status: "running", detailedStatus: "Going on", toolCall: null };
const DONE = /The agent continued|answer was sent[ .]|task was created/;
const RAW = /unique constraint|Bad gateway|node_modules/;

const of = <R extends Row>(rows: R[], dialect: Dialect) =>
  rows.filter(({ dialects }) => dialects.includes(dialect));
const answersSent = async (sandbox: SandboxKey) => (await sandbox.calls()).byEndpoint.toolInput;

async function expectWords(page: Page, { situation, sentence, isDone }: Row, timeout: number) {
  const words = page.getByText(sentence, { exact: true }).first();
  await expect(words, situation).toBeVisible({ timeout });
  if (!isDone) await expect(page.getByText(DONE), situation).toHaveCount(0);
  await expect(page.getByText(RAW), situation).toHaveCount(0);
  expect(await page.getByRole("main").innerText(), situation).not.toContain(CANARY);
}

function expectUnlogged(): void {
  const log = readFileSync(join(LOG_FOLDER, "dashboard.log"), "utf8");
  expect(log.includes(CANARY), "an answer is in the log").toBe(false);
}

async function askingRun(sandbox: SandboxKey, name: string) {
  const { taskId, runIds } = await sandbox.addTask({
    name,
    runs: [{ script: "waiting", manual: true }],
  });
  return { taskId, runId: runIds[0] ?? "" };
}

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel("Username").fill("ada");
  await page.getByLabel("Password").fill(CANARY);
}

const answer = (page: Page) => page.getByRole("button", { name: "Login" }).click();

type AnswerRow = Row & {
  /** The question goes after the press, and before the answer reaches Runboard. */
  isOverByThen?: true;
  /** Runboard looks at the run for 20 s before it says anything. */
  isLate?: true;
};
const ANSWERS: AnswerRow[] = [
  {
    dialects: BOTH,
    situation: "the server refuses",
    fault: { kind: "failure", text: "duplicate key value violates unique constraint" },
    sentence: "The server refused this answer",
  },
  {
    dialects: BOTH,
    situation: "the server refuses, and repeats the answer",
    fault: { kind: "failure", text: `no such user: [{"value":"${CANARY}"}]` },
    sentence: "The server refused this answer",
  },
  {
    dialects: BOTH,
    situation: "the connection breaks",
    fault: { kind: "reset" },
    sentence: "It may or may not have arrived",
    isLate: true,
  },
  {
    // Whoever stands in front speaks for no server.
    dialects: ["stock"],
    situation: "a proxy answers for it",
    fault: { kind: "status", code: 502, type: "html", text: "Bad gateway" },
    sentence: "It may or may not have arrived",
    isLate: true,
  },
  {
    dialects: BOTH,
    situation: "the question is over by then",
    isOverByThen: true,
    sentence: "The agent no longer asks this",
  },
  {
    dialects: ["documented"],
    situation: "it is taken",
    sentence: "The agent continued",
    isDone: true,
  },
  {
    dialects: ["stock"],
    situation: "the server cannot take it",
    sentence: "This server cannot take answers",
  },
  // After those that are sent as documented: what says yes to the path form is taken to have it.
  {
    dialects: ["documented"],
    situation: "the server accepts it and drops it",
    fault: { kind: "body", body: '{"success":true}' },
    sentence: "The API accepted it but the run is still waiting",
    isLate: true,
  },
  // Last: for a second the server is not asked again.
  {
    dialects: ["documented"],
    situation: "the server is busy",
    fault: { kind: "rateLimited", retryAfter: "1" },
    sentence: "Your answer was not sent",
  },
];

inBothDialects("words for an answer to", (dialect) => {
  test("each outcome is told in its own words, and never as done", async ({
    page,
    context,
    signIn,
    sandbox,
    consoleGuard,
  }) => {
    test.slow();
    consoleGuard.expect(/status of (409|429|5\d\d)/);
    await signIn();
    const late: [Page, Row][] = [];
    for (const row of of(ANSWERS, dialect)) {
      const { taskId, runId } = await askingRun(sandbox, row.situation);
      const tab = row.isLate ? await context.newPage() : page;
      await goToRun(tab, taskId);
      await expectState(tab, "waiting");
      const anyway = tab.getByRole("button", { name: "Try anyway" });
      await expect(anyway.or(tab.getByLabel("Username")).filter({ visible: true })).toHaveCount(1);
      if (await anyway.isVisible()) await anyway.click();
      await fillIn(tab);
      const sent = await answersSent(sandbox);
      if (row.fault) {
        await sandbox.setFaults({ endpoint: "toolInput", kind: "failure", ...row.fault });
      }
      const sending = row.isOverByThen && (await hold(tab, "**/tool-calls/*"));
      await answer(tab);
      if (sending) {
        await sandbox.show(runId, GONE);
        sending.release();
      }
      // Whether Runboard sees in time that it is over: the words are the same.
      if (!row.isOverByThen) await until(() => answersSent(sandbox)).toBeGreaterThan(sent);
      if (row.isLate) late.push([tab, row]);
      else await expectWords(tab, row, 20_000);
      await sandbox.clearFaults();
    }
    for (const [tab, row] of late) await expectWords(tab, row, 40_000);
    expectUnlogged();
  });
});

type CreateRow = Row & { agent?: string };
const CREATIONS: CreateRow[] = [
  {
    dialects: BOTH,
    situation: "the server refuses",
    fault: { kind: "failure", text: "duplicate key value violates unique constraint" },
    sentence: "The server refused this task",
  },
  {
    dialects: BOTH,
    situation: "the connection breaks",
    fault: { kind: "reset" },
    sentence: "It may have started",
  },
  {
    dialects: BOTH,
    situation: "nobody knows the agent",
    agent: "NO_SUCH_AGENT",
    sentence: "The server gave no reason",
  },
  {
    dialects: BOTH,
    situation: "Find the cheapest mat",
    // The run's own name: that it was created is said for a moment only.
    sentence: "Find the cheapest mat",
    isDone: true,
  },
];

inBothDialects("words for a new task at", (dialect) => {
  test("each outcome is told in its own words, and never as done", async ({
    page,
    signIn,
    sandbox,
    consoleGuard,
  }) => {
    test.slow();
    consoleGuard.expect(/status of (409|504)/);
    await signIn();
    for (const row of of(CREATIONS, dialect)) {
      if (!page.url().endsWith("/tasks/new")) await page.goto("/tasks/new");
      const text = page.getByLabel("What is the agent to do?");
      await expect(text).toBeEnabled();
      await text.fill(row.situation);
      if (row.agent) {
        await page.getByRole("radio", { name: "Another one" }).check();
        await page.getByLabel("Name of the agent").fill(row.agent);
      }
      if (row.fault) await sandbox.setFaults({ endpoint: "create", kind: "reset", ...row.fault });
      await page.getByRole("button", { name: "Create task" }).click();
      if (!row.fault) await expect(page).toHaveURL(/\/runs\/latest$/, { timeout: 20_000 });
      await expectWords(page, row, 30_000);
      if (row.fault) {
        await page.getByRole("button", { name: "Discard" }).click();
        await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
      }
      await sandbox.clearFaults();
    }
  });
});

type LinkRow = Row & { does: (page: Page, sandbox: SandboxKey, runId: string) => Promise<void> };
const press = async (page: Page) => {
  await fillIn(page);
  await answer(page);
};
const LINKS: LinkRow[] = [
  {
    dialects: ["documented"],
    situation: "it is answered",
    does: press,
    sentence: "Your answer was sent",
    isDone: true,
  },
  {
    dialects: ["documented"],
    situation: "it was used",
    does: async (page) => {
      await press(page);
      await expect(page.getByRole("heading", { name: "Your answer was sent" })).toBeVisible();
      await page.reload();
    },
    sentence: "This link was used",
    isDone: true,
  },
  {
    dialects: BOTH,
    situation: "the agent no longer asks",
    does: async (_page, sandbox, runId) => void (await sandbox.show(runId, GONE)),
    sentence: "The question is over",
  },
  {
    dialects: BOTH,
    situation: "the server refuses",
    does: press,
    fault: { kind: "failure", text: `duplicate key violates unique constraint ${CANARY}` },
    sentence: "The agent's server refused this answer",
  },
  {
    dialects: ["stock"],
    situation: "the server cannot take it",
    does: press,
    sentence: "This cannot be answered here",
  },
];

inBothDialects("words for a link at", (dialect) => {
  test("each outcome is told in its own words, and never as done", async ({
    page,
    client,
    sandbox,
    consoleGuard,
  }) => {
    test.slow();
    consoleGuard.expect(/status of (404|409|410|501)/);
    for (const row of of(LINKS, dialect)) {
      const { taskId, runId } = await askingRun(sandbox, row.situation);
      const callId = await openQuestion(client, { taskId, runId });
      const { url } = await makeAnswerLink(client, { taskId, runId, callId });
      await page.goto(url);
      await expect(page.getByLabel("Username")).toBeVisible();
      if (row.fault) {
        await sandbox.setFaults({ endpoint: "toolInput", kind: "failure", ...row.fault });
      }
      await row.does(page, sandbox, runId);
      await expectWords(page, row, 20_000);
      await sandbox.clearFaults();
    }
    expectUnlogged();
  });
});
