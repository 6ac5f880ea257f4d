/** Creating a task. */
import type { Page } from "@playwright/test";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const TEXT = "Log in to the shop and read the newest order";
const box = (page: Page) => page.getByLabel("What is the agent to do?");

async function create(visit: Visit): Promise<void> {
  await visit.open("/tasks/new");
  await box(visit.page).fill(TEXT);
  await visit.press("Create task");
}

export const createStates: GalleryState[] = [
  {
    name: "create",
    open: (visit) => visit.open("/tasks/new"),
    settled: (page) => box(page).and(page.locator(":enabled")),
  },
  {
    name: "create-nothing-said",
    open: async (visit) => {
      await visit.open("/tasks/new");
      await visit.press("Create task");
    },
    settled: (page) => page.getByText("Say what the agent is to do."),
  },
  {
    name: "create-own-tools",
    open: async (visit) => {
      await visit.open("/tasks/new");
      await box(visit.page).fill(TEXT);
      await visit.page.getByRole("radio", { name: "Another one" }).check();
      await visit.page.getByRole("radio", { name: "Your own" }).check();
      await visit.page.getByLabel("Tools as JSON").fill('[\n  { "type": "function" "name" }\n]');
    },
    settled: (page) => page.getByText(/A comma or \} is missing/),
  },
  {
    name: "create-sent",
    // A draft, and what was sent, are kept for whoever wrote them.
    fresh: true,
    open: async (visit) => {
      await visit.stall("**/api/tasks", /POST/);
      await create(visit);
    },
    settled: (page) => page.getByText("The server plans the task"),
  },
  {
    name: "create-refused",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "create", kind: "failure", times: 1 });
      await create(visit);
    },
    settled: (page) => page.getByText("The server refused this task"),
    errors: /status of 409/,
  },
  {
    name: "create-lost",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "create", kind: "truncated", times: 1 });
      await create(visit);
    },
    settled: (page) => page.getByRole("button", { name: "Create again…" }),
    errors: /status of 504/,
  },
  {
    name: "create-again",
    fresh: true,
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "create", kind: "truncated", times: 1 });
      await create(visit);
      await visit.press("Create again…");
    },
    settled: (page) => page.getByRole("alertdialog"),
    errors: /status of 504/,
  },
  {
    name: "create-discard",
    fresh: true,
    open: async (visit) => {
      await visit.open("/tasks/new");
      await box(visit.page).fill(TEXT);
      await visit.press("Discard");
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
];
