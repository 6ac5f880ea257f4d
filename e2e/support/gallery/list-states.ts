/** The list of tasks, the runs of one, and what is open above them. */
import type { Page } from "@playwright/test";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const heading = (name: string) => (page: Page) => page.getByRole("heading", { name });

const TASKS: [name: string, script: string, startedAgoMs: number][] = [
  ["Find the top story on the trade news site", "completed", 432_000_000],
  ["Export all reviews of the spring campaign", "stopped", 86_400_000],
  ["Book a table for six on Friday evening", "failed-with-reason", 90_000_000],
  ["Watch the intranet for new circulars", "unknown-status", 660_000],
  ["Compare prices of 27-inch monitors, those that turn upright alone", "running-live", 360_000],
  ["Log in to the supplier portal and download last month’s invoices", "waiting-live", 240_000],
  ["Check warehouse stock after the nightly import", "scheduled", 120_000],
  ["Draft a checklist for the office move", "preparing", 95_000],
];

/** A task in each state, and one whose name does not fit. */
async function addTasks({ sandbox }: Visit): Promise<void> {
  for (const [name, script, startedAgoMs] of TASKS) {
    await sandbox.addTask({ name, runs: [{ script, startedAgoMs }] });
  }
  await sandbox.addTask({
    name: "Watch the flight price Zurich – Lisbon, there and back, ".repeat(5),
    recurring: true,
    runs: [
      { script: "failed", startedAgoMs: 7_200_000 },
      { script: "completed", startedAgoMs: 3_600_000 },
    ],
  });
}

const shows = (state: string) => `:has([data-state=${state}])`;

/** Opens the list; its tasks are made once for all states that show them. */
export async function showList(visit: Visit, path = "/tasks"): Promise<void> {
  await visit.once(addTasks);
  await visit.open(path);
}

/** Opens the list before its server has said anything. */
async function openUnread(visit: Visit): Promise<void> {
  await visit.sandbox.setFaults({ endpoint: "*", kind: "hang" });
  await visit.open("/tasks");
}

const states: GalleryState[] = [
  {
    name: "tasks-empty",
    fresh: true,
    open: (visit) => visit.open("/tasks"),
    settled: heading("No tasks yet"),
  },
  {
    name: "tasks",
    fresh: true,
    open: (visit) => showList(visit),
    settled: (page) => page.locator(`tbody${["waiting", "failed", "stopped"].map(shows).join("")}`),
  },
  {
    name: "tasks-new",
    open: async (visit) => {
      await showList(visit);
      // They wait while the keyboard is in the table.
      await visit.page.locator("a[data-row]").first().focus();
      for (const script of ["waiting", "completed"]) {
        await visit.sandbox.addTask({ name: "Renew certificate", runs: [{ script }] });
      }
    },
    settled: (page) => page.getByRole("button", { name: "Show 2 new tasks, 1 waiting for you" }),
  },
  {
    name: "tasks-filtered",
    open: (visit) => showList(visit, "/tasks?state=failed,completed"),
    settled: (page) => page.getByRole("button", { name: "Failed", pressed: true }),
  },
  {
    name: "tasks-no-match",
    open: (visit) => showList(visit, "/tasks?q=nothing%20is%20called%20so"),
    settled: heading("No task matches"),
  },
  {
    name: "tasks-offline",
    open: async (visit) => {
      await showList(visit);
      await visit.page.context().setOffline(true);
    },
    settled: (page) => page.getByTestId("freshness").filter({ hasText: "Offline" }),
    errors: /ERR_INTERNET_DISCONNECTED/,
  },
  {
    name: "tasks-account-menu",
    open: async (visit) => {
      await showList(visit);
      await visit.press(/^Account/);
    },
    settled: (page) => page.getByRole("menuitem", { name: "Sign out" }),
  },
  {
    name: "tasks-theme-menu",
    open: async (visit) => {
      await showList(visit);
      await visit.press("Theme");
    },
    settled: (page) => page.getByRole("menuitemradio", { name: "System" }),
  },
  {
    name: "tasks-state-hint",
    open: async (visit) => {
      await showList(visit);
      await visit.page.getByRole("row").getByTestId("state-pill").first().hover();
    },
    settled: (page) => page.locator("[role=tooltip]").locator("visible=true").first(),
  },
  {
    name: "tasks-pages",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.addTasks(35, "Renew certificate");
      await visit.open("/tasks?page=2");
    },
    settled: (page) => page.getByText("Renew certificate 31", { exact: true }),
  },
  {
    name: "tasks-not-read-yet",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "runs", kind: "status", code: 500 });
      await showList(visit);
    },
    settled: (page) => page.locator("tbody tr [data-state=unknown]").first(),
  },
  {
    name: "tasks-failed",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "*", kind: "failure", text: "no" });
      await visit.open("/tasks");
    },
    settled: heading("The tasks could not be read"),
    errors: /status of 50[234]/,
  },
  {
    name: "tasks-reading",
    fresh: true,
    open: async (visit) => {
      await visit.stall("**/api/tasks*");
      await openUnread(visit);
    },
    settled: (page) => page.getByText("Reading the tasks…"),
    errors: /status of 504/,
  },
  {
    name: "tasks-unread-offline",
    fresh: true,
    open: async (visit) => {
      await visit.page.route("**/api/tasks*", (route) => route.abort());
      await openUnread(visit);
      await heading("Runboard does not answer")(visit.page).waitFor();
      await visit.page.context().setOffline(true);
    },
    settled: heading("You are offline"),
    errors: /ERR_FAILED/,
  },
  {
    name: "task-runs",
    open: async (visit) => {
      const { taskId } = await visit.task("running-live", {
        name: "Watch the flight price Zurich – Lisbon",
        recurring: true,
        runs: ["failed", "completed", "stopped", "completed", "running-live"].map(
          (script, index) => ({ script, startedAgoMs: (5 - index) * 3_600_000 }),
        ),
      });
      await visit.open(`/tasks/${taskId}`);
    },
    settled: (page) => page.getByRole("region", { name: "Runs over time" }),
  },
  {
    name: "task-runs-none",
    open: async (visit) => {
      const { taskId } = await visit.task("running", { runs: [] });
      await visit.open(`/tasks/${taskId}`);
    },
    settled: (page) => page.getByRole("heading", { level: 1 }),
  },
  {
    name: "task-runs-reading",
    fresh: true,
    open: async (visit) => {
      const { taskId } = await visit.task("running");
      await visit.stall("**/api/tasks/**");
      await visit.sandbox.setFaults({ endpoint: "*", kind: "hang" });
      await visit.open(`/tasks/${taskId}`);
    },
    settled: (page) => page.getByText("Reading the runs…"),
    errors: /status of 504/,
  },
  {
    name: "task-runs-stop",
    open: async (visit) => {
      const { taskId } = await visit.task("never-ending", { recurring: true });
      await visit.open(`/tasks/${taskId}`);
      await visit.press("Stop task");
    },
    settled: (page) => page.getByRole("button", { name: "Stop the task" }),
  },
];

/** As a stock server has them: only such a one tells preparing from scheduled. */
export const listStates = states.map((state) => ({ ...state, dialect: "stock" as const }));
