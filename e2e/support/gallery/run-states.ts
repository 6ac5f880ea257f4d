/** One run, in each state it may be in. */
import type { Page } from "@playwright/test";
import { until } from "../test.ts";
import { statePill, timelineSteps } from "../run-page.ts";
import type { RunOptions } from "../sandbox.ts";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const heading = (name: string) => (page: Page) => page.getByRole("heading", { name });
const text = (words: string | RegExp) => (page: Page) =>
  page.getByText(words).locator("visible=true").first();

/** A run that stands in its state as soon as it is seen. */
const standing = (
  name: string,
  script: string,
  settled: GalleryState["settled"],
  more: Partial<GalleryState> & Partial<RunOptions> = {},
): GalleryState => {
  const { startedAgoMs = 95_000, speed, ...rest } = more;
  return {
    name,
    open: (visit) => visit.run({ script, startedAgoMs, ...(speed ? { speed } : {}) }),
    settled,
    ...rest,
  };
};

const inState = (state: string) => (page: Page) =>
  statePill(page).and(page.locator(`[data-state=${state}]`));

/** Takes a run through some steps while it is looked at. */
async function takeSteps(visit: Visit): Promise<{ runId: string }> {
  const { runId } = await visit.run("running-live");
  for (const detailedStatus of [
    "Opening the shop",
    "Reading offers, page 1 of 3, from the cheapest to the dearest, without those sold out",
    "Reading offers, page 2 of 3",
  ]) {
    await visit.sandbox.show(runId, { detailedStatus });
    await until(() => timelineSteps(visit.page)).toContain(detailedStatus);
  }
  return { runId };
}

/** Opens a run at an entry of its timeline: the last one, or one that it does not have. */
async function openAtEntry(visit: Visit, entry: "last" | "none"): Promise<void> {
  const { taskId, runId } = await visit.task("waiting");
  const path = `/tasks/${taskId}/runs/${runId}`;
  let last = 0;
  await until(async () => {
    const { transitions = [] } = JSON.parse((await visit.client.get(`/api${path}`)).text);
    last = transitions.at(-1)?.seq ?? 0;
    return last;
  }).toBeGreaterThan(0);
  await visit.open(`${path}?event=${entry === "last" ? last : last + 99}`);
}

const lose = async (visit: Visit) => {
  await visit.run({ script: "running-live", startedAgoMs: 95_000 });
  await visit.page.route("**/api/tasks/**", (route) => route.abort());
};

/** A tab of a narrow page. */
const tab =
  (name: string, run: string | RunOptions) =>
  async (visit: Visit): Promise<void> => {
    await visit.run(run);
    await visit.press(name, "tab");
  };

/** Only such servers know the difference. */
const STOCK = { dialect: "stock" } as const;

export const runStates: GalleryState[] = [
  standing("run-preparing", "preparing", text("The browser has not opened yet"), STOCK),
  standing("run-scheduled", "scheduled", text("Waiting in the queue")),
  standing("run-running", "running-live", (page) => page.getByTestId("live-frame")),
  {
    name: "run-running-steps",
    open: takeSteps,
    settled: (page) => page.getByTestId("timeline-item").filter({ hasText: "page 2" }),
  },
  {
    name: "run-running-steps-timeline",
    tabbed: true,
    open: async (visit) => {
      await takeSteps(visit);
      await visit.press("Timeline", "tab");
    },
    settled: (page) => page.getByTestId("timeline-item").last(),
  },
  {
    name: "run-timeline-open-row",
    open: async (visit) => {
      await visit.run("waiting");
      await visit.page.getByTestId("timeline-item").last().getByRole("button").first().click();
    },
    settled: (page) => page.getByTestId("timeline-item").last().locator("[aria-expanded=true]"),
  },
  {
    name: "run-entry",
    open: (visit) => openAtEntry(visit, "last"),
    settled: (page) => page.getByRole("button", { name: /Copy link to this entry/ }),
  },
  {
    name: "run-entry-unknown",
    open: (visit) => openAtEntry(visit, "none"),
    settled: text("This run has no such entry."),
  },
  {
    name: "run-timeline-new",
    open: async (visit) => {
      const { runId } = await visit.run("running-live");
      await visit.press(/^Follow/);
      await visit.sandbox.show(runId, { detailedStatus: "Reading offers, page 2 of 3" });
    },
    settled: text(/^1 new/),
  },
  standing("run-local-browser", "local-browser", text("This server gives no live picture"), STOCK),
  standing("run-live-not-allowed", "hostile-live-other-origin", text("not on the allowed list")),
  {
    name: "run-live-closed",
    open: async (visit) => {
      const { runId } = await visit.run("running-live");
      await visit.page.getByTestId("live-frame").waitFor();
      await visit.sandbox.show(runId, { liveStatus: "" });
    },
    settled: text("The browser has closed, the agent is still working"),
  },
  {
    name: "run-live-control-confirm",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.press("Take control");
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
  {
    name: "run-live-in-control",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.press("Take control");
      await visit.page
        .getByRole("alertdialog")
        .getByRole("button", { name: "Take control" })
        .click();
    },
    settled: text("You are in control"),
  },
  standing("run-completed", "completed", (page) => page.getByTestId("result").locator("table")),
  standing("run-completed-table", "result-100-rows", text("first 100 rows")),
  standing("run-completed-markdown", "result-markdown", heading("Heat pump subsidies")),
  standing("run-completed-json", "result-object", text("sources")),
  standing("run-completed-odd-rows", "result-differing-keys", text("an empty key")),
  standing("run-completed-empty", "result-empty", inState("completed")),
  {
    name: "run-completed-timeline",
    tabbed: true,
    open: tab("Timeline", "completed"),
    settled: inState("completed"),
  },
  standing(
    "run-recording",
    "demo-vacancies",
    (page) =>
      page.getByRole("img", { name: /Recording of/ }).or(page.getByText("Show the recording")),
    { startedAgoMs: 600_000 },
  ),
  standing("run-failed", "failed", text("The server gave no reason")),
  standing("run-failed-reason", "failed-with-reason", text("refused the delivery address")),
  standing("run-failed-output", "result-failed-with-output", heading("Heat pump subsidies")),
  standing("run-stopped", "stopped", inState("stopped")),
  standing("run-unknown", "unknown-status", text(/Unknown|Paused/)),
  {
    name: "run-none-yet",
    open: async (visit) => {
      const { taskId } = await visit.task("running", { runs: [] });
      await visit.open(`/tasks/${taskId}/runs/latest`);
    },
    settled: inState("preparing"),
  },
  {
    name: "run-reading",
    fresh: true,
    open: async (visit) => {
      const { taskId } = await visit.task("running");
      await visit.stall("**/api/tasks/**");
      await visit.sandbox.setFaults({ endpoint: "*", kind: "hang" });
      await visit.open(`/tasks/${taskId}/runs/latest`);
    },
    settled: (page) => page.getByText("Reading the run…"),
    errors: /status of 504/,
  },
  {
    name: "run-result-to-come",
    tabbed: true,
    open: tab("Result", "running-live"),
    settled: text("The result appears here when the run ends."),
  },
  {
    name: "run-result-not-loaded",
    open: async (visit) => {
      await visit.page.goto("about:blank");
      const { runId } = await visit.run("running-live");
      await visit.page.getByTestId("live-frame").waitFor();
      await visit.page.route("**/_next/static/chunks/**", (route) => route.abort());
      await visit.sandbox.show(runId, { status: "completed", detailedStatus: "completed" });
    },
    settled: text(/The result could not be loaded/),
    errors: /ERR_FAILED|could not be fetched/,
  },
  {
    name: "run-menu",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.press("More");
    },
    settled: (page) => page.getByRole("menuitem", { name: "Copy link" }),
  },
  {
    name: "run-stop-confirm",
    open: async (visit) => {
      await visit.run("never-ending");
      await visit.press("Stop");
    },
    settled: (page) => page.getByRole("button", { name: "Stop the run" }),
  },
  {
    name: "run-stopping",
    open: async (visit) => {
      await visit.run("never-ending");
      await visit.stall("**/stop");
      await visit.press("Stop");
      await visit.press("Stop the run");
    },
    settled: (page) => page.getByRole("button", { name: "Stopping…" }),
  },
  {
    name: "run-stop-refused",
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "stop", kind: "failure", text: "no" });
      await visit.run("never-ending");
      await visit.press("Stop");
      await visit.press("Stop the run");
    },
    settled: text("The server refused to stop the run"),
    errors: /status of 409/,
  },
  {
    name: "run-connection-lost",
    open: async (visit) => {
      await lose(visit);
      // The banner comes after ten seconds; what counts them is told that they have passed.
      await visit.page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() + 30_000;
      });
    },
    settled: text("Connection lost"),
    errors: /ERR_FAILED/,
  },
  {
    name: "run-quiet",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.page.route("**/api/tasks/*/runs/*", async (route) => {
        // Of what is as before, there would be nothing to change.
        const headers = { ...route.request().headers(), "if-none-match": "" };
        const answer = await route.fetch({ headers });
        const view = await answer.json();
        view.freshness.observedAt = new Date(Date.now() + 260_000).toISOString();
        await route.fulfill({ response: answer, json: view });
      });
    },
    settled: text(/^Quiet for/),
  },
  {
    name: "run-newer",
    open: async (visit) => {
      const { taskId, runIds } = await visit.sandbox.addTask({
        name: "Watch the flight price Zurich – Lisbon",
        recurring: true,
        runs: ["completed", "running-live"].map((script, index) => ({
          script,
          startedAgoMs: (2 - index) * 3_600_000,
        })),
      });
      await visit.open(`/tasks/${taskId}/runs/${runIds[0]}`);
    },
    settled: text("A newer run of this task started"),
  },
  {
    name: "run-not-found",
    open: (visit) => visit.page.goto(`${visit.origin}/tasks/none/runs/latest`),
    settled: heading("There is nothing here"),
    errors: /status of 404/,
  },
  {
    name: "run-not-read",
    fresh: true,
    open: async (visit) => {
      const { taskId } = await visit.task("running");
      await visit.sandbox.setFaults({ endpoint: "*", kind: "failure", text: "no" });
      await visit.open(`/tasks/${taskId}/runs/latest`);
    },
    settled: (page) => page.getByRole("button", { name: "Try again" }),
    errors: /status of 50[234]/,
  },
  {
    name: "page-broken",
    open: async (visit) => {
      await visit.run("running");
      await visit.page.route("**/api/tasks/**", (route) => route.fulfill({ json: { odd: true } }));
    },
    settled: heading("This page could not be shown"),
    errors: /./,
  },
  {
    name: "session-ended",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.client.send("/api/session", { method: "DELETE" });
      await visit.leave();
    },
    settled: text("Your session has ended"),
    errors: /status of 401/,
    fresh: true,
  },
];
