/** The parts of pages that carry state, each in the state of the catalogue it is drawn in. */
import type { Locator, Page } from "@playwright/test";

type Parts = Record<string, Locator>;

const pill = (page: Page, state: string) =>
  page.locator(`tbody [data-testid=state-pill][data-state=${state}]`).first();

const PILLS = "preparing scheduled running waiting completed failed stopped".split(" ");

/** A banner by its first words. */
const banner = (page: Page, title: string | RegExp) =>
  page
    .locator("p", { hasText: title })
    .locator("xpath=ancestor::div[contains(@class, 'rounded-lg')][1]")
    .first();

/** By the name of the state. */
export const LOOKS: Record<string, (page: Page) => Parts> = {
  tasks: (page) => ({
    ...Object.fromEntries(PILLS.map((state) => [`pill-${state}`, pill(page, state)])),
    "list-rows": page.locator("table"),
  }),
  "tasks-not-read-yet": (page) => ({ "pill-unknown": pill(page, "unknown") }),
  "run-failed-reason": (page) => ({ "banner-failed": banner(page, "The run failed") }),
  "run-quiet": (page) => ({ "banner-quiet": banner(page, /^Quiet for/) }),
  "run-newer": (page) => ({ "banner-newer": banner(page, "A newer run of this task started") }),
  "run-stop-refused": (page) => ({ "notice-refused": banner(page, /refused to stop/) }),
  "session-ended": (page) => ({ "notice-session": banner(page, "Your session has ended") }),
  "run-running-steps": (page) => ({ timeline: page.getByTestId("timeline") }),
  "question-form": (page) => ({
    "banner-waiting": banner(page, "Waiting for you"),
    "answer-card": page.getByTestId("tool-call"),
  }),
  "question-sent": (page) => ({ "answer-sent": page.getByTestId("tool-call") }),
  "share-created": (page) => ({ badge: page.getByRole("dialog").locator("img").first() }),
  "shared-waiting": (page) => ({ "share-strip": page.getByTestId("shared-strip") }),
};
