/** The door, and pages that are nobody's. */
import type { Page } from "@playwright/test";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const heading = (name: string) => (page: Page) => page.getByRole("heading", { level: 1, name });
const submit = (page: Page) => page.locator("form button[type=submit]");

/** Fills in a key and sends it. */
async function send(visit: Visit, key: string, server = "sandbox"): Promise<void> {
  await visit.leave();
  await visit.open("/sign-in");
  await visit.page.getByRole("radio", { name: server }).check();
  await visit.page.getByLabel("API key").fill(key);
  await submit(visit.page).click();
}

export const signInStates: GalleryState[] = [
  {
    name: "sign-in",
    open: async (visit) => {
      await visit.leave();
      await visit.open("/sign-in");
    },
    settled: (page) => submit(page).and(page.locator(":enabled")),
  },
  {
    name: "sign-in-not-a-key",
    open: (visit) => send(visit, "short"),
    settled: (page) => page.getByText("This cannot be an API key"),
  },
  {
    name: "sign-in-unreachable",
    open: (visit) => send(visit, "a-key-of-somebody", "broken"),
    settled: (page) => page.getByText("“broken” cannot be reached"),
    errors: /status of 502/,
  },
  {
    name: "sign-in-checking",
    open: async (visit) => {
      await visit.stall("**/api/session");
      await send(visit, "a-key-of-somebody");
    },
    settled: (page) => page.getByRole("button", { name: "Checking the key…" }),
  },
  {
    name: "not-found",
    open: (visit) => visit.open("/no/such/page"),
    settled: heading("There is no such page"),
    errors: /status of 404/,
  },
];

/** Of a Runboard that offers a demo: its key is that of whoever visits. */
export const demoStates: GalleryState[] = [
  {
    name: "sign-in-demo",
    open: async (visit) => {
      await visit.page.context().clearCookies();
      await visit.open("/sign-in");
    },
    settled: (page) => page.getByRole("button", { name: "Use the demo key" }),
  },
  {
    name: "tasks-suggestions",
    open: async (visit) => {
      await visit.page.context().clearCookies();
      await visit.open("/sign-in");
      await visit.press("Use the demo key");
      await visit.page.waitForURL(/tasks$/);
    },
    settled: (page) =>
      page.getByRole("region", { name: "Try one" }).getByRole("button", { name: /monitor/ }),
  },
];
