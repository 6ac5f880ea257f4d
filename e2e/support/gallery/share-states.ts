/** Sharing: the dialog, the links, and what whoever has one sees. */
import type { Page } from "@playwright/test";
import { ALL_INCLUDED, shareRun } from "../shares.ts";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const notice = (words: string) => (page: Page) =>
  page.getByTestId("shared-notice").filter({ hasText: words });

async function openDialog(visit: Visit, script = "waiting"): Promise<void> {
  await visit.run(script);
  await visit.press("Share");
}

/** Links of every kind there is. */
async function addLinks(visit: Visit): Promise<void> {
  const change = (id: string, method: string, body?: unknown) =>
    visit.client.send(`/api/shares/${id}`, { method, ...(body ? { body } : {}) });
  const running = await visit.task("running-live");
  const share = (label: string, expiresIn: "1h" | "30d" = "30d") =>
    shareRun(visit.client, { ...running, label, expiresIn, include: ALL_INCLUDED });
  const paused = await share("For the meeting on Monday");
  await change(paused.id, "PATCH", { paused: true });
  const revoked = await share("For somebody who has left");
  await change(revoked.id, "DELETE");
  await share("A label so long that it does not fit on one line of a phone, nor of a tablet", "1h");
  await shareRun(visit.client, { ...running, badge: true, card: true });
  await visit.answerLink("waiting");
}

export const shareStates: GalleryState[] = [
  {
    name: "share-dialog",
    open: (visit) => openDialog(visit),
    settled: (page) => page.getByTestId("share-preview").filter({ hasText: "Shared view" }),
  },
  {
    name: "share-dialog-everything",
    open: async (visit) => {
      await openDialog(visit);
      for (const name of ["Result", "Tool calls", "Live view", "Badge"]) {
        await visit.page.getByRole("checkbox", { name }).check();
      }
      await visit.page.getByLabel("Label").fill("For Ann");
    },
    settled: (page) => page.getByTestId("share-preview").filter({ hasText: "For Ann" }),
  },
  {
    name: "share-created",
    open: async (visit) => {
      await openDialog(visit);
      await visit.page.getByRole("checkbox", { name: "Badge" }).check();
      await visit.press("Create link");
    },
    settled: (page) => page.getByLabel("Link", { exact: true }),
  },
  {
    name: "share-dialog-shared-before",
    open: async (visit) => {
      const { taskId, runId } = await visit.task("waiting");
      await shareRun(visit.client, { taskId, runId });
      await visit.open(`/tasks/${taskId}/runs/latest`);
      await visit.press("Share");
    },
    settled: (page) => page.getByRole("link", { name: "1 link to this run" }),
  },
  {
    name: "share-preview-not-read",
    open: async (visit) => {
      await visit.page.route("**/api/shares/preview*", (route) => route.abort());
      await openDialog(visit);
    },
    settled: (page) => page.getByText("The preview could not be read"),
    errors: /ERR_FAILED/,
  },
  {
    name: "share-creating",
    open: async (visit) => {
      await visit.stall("**/api/shares", /POST/);
      await openDialog(visit);
      await visit.press("Create link");
    },
    settled: (page) => page.getByRole("button", { name: "Creating the link…" }),
  },
  {
    name: "share-lost",
    open: async (visit) => {
      await visit.page.route("**/api/shares", (route) =>
        route.request().method() === "POST" ? route.abort() : route.fallback(),
      );
      await openDialog(visit);
      await visit.press("Create link");
    },
    settled: (page) => page.getByRole("alert").filter({ hasText: "may or may not" }),
    errors: /ERR_FAILED/,
  },
  {
    name: "shares-empty",
    fresh: true,
    open: (visit) => visit.open("/shares"),
    settled: (page) => page.getByRole("heading", { name: "Nothing is shared yet" }),
  },
  {
    name: "shares",
    fresh: true,
    open: async (visit) => {
      await addLinks(visit);
      await visit.open("/shares");
    },
    settled: (page) => page.getByTestId("share").nth(4),
  },
  {
    name: "shares-edit",
    open: async (visit) => {
      await visit.share("running");
      await visit.open("/shares");
      await visit.press(/^Edit/);
    },
    settled: (page) => page.getByRole("dialog").getByRole("button", { name: "Save" }),
  },
  {
    name: "shares-revoke",
    open: async (visit) => {
      await visit.share("running");
      await visit.open("/shares");
      await visit.press(/^Revoke:/);
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
  {
    name: "shares-revoke-all",
    open: async (visit) => {
      await visit.share("running");
      await visit.open("/shares");
      await visit.press("Revoke all");
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
  {
    name: "shares-not-changed",
    open: async (visit) => {
      await visit.share("running");
      await visit.page.route("**/api/shares/*", (route) => route.abort());
      await visit.open("/shares");
      await visit.press(/^Pause:/);
    },
    settled: (page) => page.getByRole("alert").filter({ hasText: "may or may not" }),
    errors: /ERR_FAILED/,
  },
  {
    name: "sign-out-with-links",
    open: async (visit) => {
      await visit.share("running");
      await visit.open("/shares");
      await visit.press(/^Account/);
      await visit.press("Sign out", "menuitem");
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
  {
    name: "shared-opening",
    open: async (visit) => {
      await visit.page.route("**/api/shared/**", (route) => route.abort());
      await visit.open((await visit.share("running")).url);
    },
    settled: (page) => notice("Opening the run…")(page).filter({ hasText: "does not answer" }),
    errors: /ERR_FAILED/,
  },
  {
    name: "shared-running",
    open: async (visit) => visit.open((await visit.share("running-live", ALL_INCLUDED)).url),
    settled: (page) => page.getByTestId("live-frame"),
  },
  {
    name: "shared-waiting",
    open: async (visit) => visit.open((await visit.share("waiting", ALL_INCLUDED)).url),
    settled: (page) => page.getByTestId("tool-call"),
  },
  {
    name: "shared-bare",
    open: async (visit) => visit.open((await visit.share("waiting", { taskName: false })).url),
    settled: (page) => page.getByTestId("shared-run"),
  },
  {
    name: "shared-completed",
    open: async (visit) =>
      visit.open((await visit.share("result-differing-keys", ALL_INCLUDED)).url),
    settled: (page) => page.getByTestId("result").locator("table"),
  },
  {
    name: "shared-failed",
    open: async (visit) => visit.open((await visit.share("failed-with-reason", ALL_INCLUDED)).url),
    settled: (page) => page.getByTestId("shared-run").locator("[data-state=failed]").first(),
  },
  {
    name: "shared-paused",
    open: async (visit) => {
      const link = await visit.share("running");
      const body = { paused: true };
      await visit.client.send(`/api/shares/${link.id}`, { method: "PATCH", body });
      await visit.open(link.url);
    },
    settled: notice("This link is paused"),
    errors: /status of 403/,
  },
  {
    name: "shared-ended",
    open: async (visit) => {
      const link = await visit.share("running");
      await visit.client.send(`/api/shares/${link.id}`, { method: "DELETE" });
      await visit.open(link.url);
    },
    settled: notice("This link has ended"),
    errors: /status of 410/,
  },
  {
    name: "shared-unknown",
    open: (visit) => visit.open(`/s/${"A".repeat(12)}#${"A".repeat(43)}`),
    settled: notice("This link does not work"),
    errors: /status of 404/,
  },
];
