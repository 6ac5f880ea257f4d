/** Stopping a run, stopping a task: what is asked, what is sent, and what is claimed of it. */
import type { Page } from "@playwright/test";
import {
  expectState,
  goToRun,
  openRun,
  statePill,
  timelineEntries,
} from "../../support/run-page.ts";
import type { Dialect, Fault, SandboxKey } from "../../support/sandbox.ts";
import { expect, inBothDialects, test, until } from "../../support/test.ts";

async function stop(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Stop the run" }).click();
}

const stopsSent = async (sandbox: SandboxKey) =>
  (await sandbox.calls()).log.filter(({ endpoint }) => endpoint === "stop");

inBothDialects("on", (dialect) => {
  test("a run is stopped after asking once, and its timeline says by whom", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    const { taskId, runIds } = await sandbox.addTask({
      name: "Goes on",
      runs: [{ script: "never-ending" }],
    });
    await openRun(page, taskId);
    await expectState(page, "running");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await stopsSent(sandbox)).toEqual([]);
    await stop(page);
    await expectState(page, "stopped");
    await expect(page.getByRole("button", { name: /^Stop(ping…)?$/ })).toHaveCount(0);
    await expect(statePill(page), "the keyboard goes on where the button was").toBeFocused();
    await until(async () =>
      (await timelineEntries(page)).slice(-2).map(({ words }) => words),
    ).toEqual(["Stopped by you", "Stopped"]);
    const sent = await stopsSent(sandbox);
    expect(sent.map(({ method, bodyBytes }) => [method, bodyBytes])).toEqual(
      sent.map(() => ["PUT", 0]),
    );
    expect(sent.at(-1)?.url).toContain(
      dialect === "stock" ? `/run/${runIds[0]}/stop` : `/run/stop?runId=${runIds[0]}`,
    );
  });

  test("an older run is stopped, and not the newest", async ({ client, sandbox }) => {
    const { taskId, runIds } = await sandbox.addTask({
      recurring: true,
      runs: [
        { script: "never-ending", startedAgoMs: 60_000 },
        { script: "never-ending", startedAgoMs: 1_000 },
      ],
    });
    const [older = "", newest = ""] = runIds;
    const path = `/api/tasks/${taskId}/runs/${older}/stop`;
    const answer = await client.send(path, { method: "PUT" });
    expect(answer.json()).toMatchObject({ outcome: "accepted" });
    for (const { url } of await stopsSent(sandbox)) {
      expect(url).toContain(older);
      expect(url).not.toContain(newest);
    }
  });
});

type Row = {
  dialects: Dialect[];
  situation: string;
  fault: Partial<Fault>;
  sentence: string;
};
const BOTH: Dialect[] = ["stock", "documented"];
const STOPS: Row[] = [
  {
    dialects: BOTH,
    situation: "the server refuses",
    fault: { kind: "failure", text: "duplicate key value violates unique constraint" },
    sentence: "The server refused to stop the run",
  },
  {
    dialects: BOTH,
    situation: "the connection breaks",
    fault: { kind: "reset" },
    sentence: "No answer says whether it was stopped",
  },
  {
    // Whoever stands in front speaks for no server.
    dialects: ["stock"],
    situation: "a proxy answers for it",
    fault: { kind: "status", code: 502, type: "html" },
    sentence: "No answer says whether it was stopped",
  },
  {
    dialects: ["documented"],
    situation: "the server is busy",
    fault: { kind: "rateLimited", retryAfter: "1" },
    sentence: "The run was not stopped",
  },
  {
    dialects: BOTH,
    situation: "the run is over by then",
    fault: { kind: "failure", text: "Run already completed" },
    sentence: "The server says that the run has already ended",
  },
];

inBothDialects("words for a stop at", (dialect) => {
  test("each outcome is told in its own words, and never as done", async ({
    page,
    signIn,
    sandbox,
    consoleGuard,
  }) => {
    consoleGuard.expect(/status of (409|429|504)/);
    await signIn();
    for (const { situation, fault, sentence } of STOPS.filter((row) =>
      row.dialects.includes(dialect),
    )) {
      const { taskId } = await sandbox.addTask({
        name: situation,
        runs: [{ script: "never-ending" }],
      });
      await goToRun(page, taskId);
      await expectState(page, "running");
      await sandbox.setFaults({ endpoint: "stop", kind: "failure", ...fault });
      await stop(page);
      await expect(page.getByText(sentence, { exact: true }), situation).toBeVisible();
      await expect(page.getByText(/unique constraint|Bad gateway/)).toHaveCount(0);
      await expectState(page, "running");
      await sandbox.clearFaults();
    }
  });

  test("a task that is stopped is told as the server lists it", async ({
    page,
    signIn,
    sandbox,
  }) => {
    await signIn();
    const { taskId } = await sandbox.addTask({
      name: "Repeats",
      recurring: true,
      runs: [{ script: "never-ending" }],
    });
    await page.goto(`/tasks/${taskId}`);
    await page.getByRole("button", { name: "Stop task" }).click();
    await page.getByRole("button", { name: "Stop the task" }).click();
    const sentence =
      dialect === "stock"
        ? "The server accepted it, but the task is still active"
        : "The task is stopped";
    await expect(page.getByText(sentence, { exact: true })).toBeVisible();
  });
});

test("a stop that was accepted and did nothing is told after a while, with what to do next", async ({
  page,
  signIn,
  sandbox,
}) => {
  await signIn();
  const { taskId } = await sandbox.addTask({
    name: "Goes on",
    runs: [{ script: "never-ending" }],
  });
  await openRun(page, taskId);
  await expectState(page, "running");
  await sandbox.setFaults({ endpoint: "stop", kind: "body", body: '{"success":true}' });
  await stop(page);
  await until(async () => (await sandbox.calls()).byEndpoint.stop).toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Stopping…" })).toBeVisible();
  const words = page.getByText("The server accepted the stop, but the run did not stop");
  await expect(words).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Stop task" })).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectState(page, "stopped");
  await expect(words).toHaveCount(0);
});
