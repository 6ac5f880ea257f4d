/** What every page has: the palette, the keys, notifications, and what is on its way. */
import { expect, type Page } from "@playwright/test";
import { showList } from "./list-states.ts";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const PALETTE = "Control+k";
const option = (name: string | RegExp) => (page: Page) => page.getByRole("option", { name });
const text = (words: string | RegExp) => (page: Page) => page.getByText(words);

/** Searches in the palette, above the list. */
const search =
  (words: string) =>
  async (visit: Visit): Promise<void> => {
    await showList(visit);
    await visit.opensByKey(PALETTE);
    await visit.page.keyboard.insertText(words);
  };

/** Opens the window for notifications in a browser that allows them or does not. */
const notify =
  (permission: "default" | "denied" | "granted") =>
  async (visit: Visit): Promise<void> => {
    await visit.open("/shares");
    await visit.page.evaluate((permission) => {
      class Shown extends EventTarget {
        static permission = permission;
        static requestPermission = async () => permission;
      }
      Object.assign(window, { Notification: Shown });
    }, permission);
    await visit.opensByKey(PALETTE);
    await option(/^Desktop notifications/)(visit.page).click();
  };

/** Asks for a window whose code is not there yet, and answers for it. */
async function ask(visit: Visit, answer: "none" | "failure"): Promise<void> {
  await visit.page.goto("about:blank");
  await showList(visit);
  await visit.page.waitForLoadState("networkidle");
  await visit.page.route("**/_next/static/chunks/**", (route) =>
    answer === "failure" ? route.abort() : undefined,
  );
  // Pressed before the page has come alive, a key is lost.
  const told = visit.page.getByRole(answer === "failure" ? "alert" : "status");
  await expect(async () => {
    await visit.page.keyboard.press("?");
    await told.filter({ hasText: /Opening…|loaded/ }).waitFor({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

export const shellStates: GalleryState[] = [
  {
    name: "keys-list",
    open: async (visit) => {
      await showList(visit);
      await visit.opensByKey("?");
    },
    settled: text("Search the tasks"),
  },
  {
    name: "keys-run",
    open: async (visit) => {
      await visit.run("waiting");
      await visit.opensByKey("?");
    },
    settled: text("Go to the question"),
  },
  {
    name: "palette",
    open: async (visit) => {
      await showList(visit);
      await visit.opensByKey(PALETTE);
    },
    settled: option(/^New task/),
  },
  {
    name: "palette-run",
    open: async (visit) => {
      await visit.run("running-live");
      await visit.opensByKey(PALETTE);
    },
    settled: option(/^Stop this run/),
  },
  {
    name: "palette-tasks",
    open: search("the"),
    settled: option(/Watch the intranet/),
  },
  {
    name: "palette-no-match",
    open: search("nothing is called so"),
    settled: text("No task is called “nothing is called so”"),
  },
  {
    name: "notify-off",
    open: notify("default"),
    settled: text("Off in this browser"),
  },
  {
    name: "notify-denied",
    open: notify("denied"),
    settled: text("This browser refuses notifications"),
  },
  {
    name: "palette-search-failed",
    open: async (visit) => {
      await visit.page.route("**/api/tasks?*", (route) => route.abort());
      await search("monitors")(visit);
    },
    settled: option("Search again"),
    errors: /ERR_FAILED/,
  },
  {
    name: "page-on-its-way",
    open: async (visit) => {
      await showList(visit);
      await visit.stall("**/shares?_rsc=*");
      await visit.page.getByRole("link", { name: "Shares" }).click();
    },
    settled: (page) => page.getByTestId("on-its-way"),
  },
  {
    name: "window-on-its-way",
    open: (visit) => ask(visit, "none"),
    settled: text("Opening…"),
  },
  {
    name: "window-not-loaded",
    open: (visit) => ask(visit, "failure"),
    settled: (page) => page.getByRole("alert").filter({ hasText: "loaded" }),
    errors: /ERR_FAILED/,
  },
  {
    name: "notify-on",
    open: async (visit) => {
      await notify("granted")(visit);
      await visit.press("Turn on");
    },
    settled: text("On in this browser"),
  },
];
