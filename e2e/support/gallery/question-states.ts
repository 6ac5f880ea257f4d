/** What an agent asks, and what becomes of the answer. */
import type { Page } from "@playwright/test";
import type { GalleryState } from "./state.ts";
import type { Visit } from "./visit.ts";

const card = (page: Page) => page.getByTestId("tool-call");
const asked = (words: string | RegExp) => (page: Page) => card(page).filter({ hasText: words });

/** Fills in the form for a login and sends it. */
async function answer(visit: Visit): Promise<void> {
  await visit.run("waiting");
  await card(visit.page).getByLabel("Username").fill("ada");
  await card(visit.page).getByLabel("Password").fill("not-a-password");
  await card(visit.page).getByRole("button", { name: "Login" }).click();
}

/** Asks for a link to a question that has one. */
async function openLiving(visit: Visit): Promise<void> {
  await visit.run("waiting");
  await visit.opens("Let somebody else answer…");
  await visit.press("Create link");
  await visit.press("Done");
  await visit.opens("Let somebody else answer…");
}

const question = (
  name: string,
  script: string,
  words: string | RegExp,
  more: Partial<GalleryState> = {},
): GalleryState => ({
  name: `question-${name}`,
  open: (visit) => visit.run(script),
  settled: asked(words),
  ...more,
});

export const questionStates: GalleryState[] = [
  question("form", "waiting-live", "Login Credentials"),
  question("all-fields", "form-all-fields", "Booking details"),
  question("unknown-tool", "unknown-tool", "approve_purchase"),
  question("malformed", "malformed-form", "Same label"),
  question("without-id", "question-without-id", "This question has no id"),
  {
    name: "question-without-words",
    open: (visit) => visit.run("question-without-call"),
    settled: (page) => page.getByText("Waiting for you").first(),
  },
  {
    name: "question-to-be-put-right",
    open: async (visit) => {
      await visit.run("form-all-fields");
      await card(visit.page).getByLabel("Guests").fill("13");
      await visit.press("Confirm booking");
    },
    settled: asked("fields right"),
  },
  {
    name: "question-sent",
    open: async (visit) => {
      await visit.stall("**/tool-calls/*");
      await answer(visit);
    },
    settled: asked("Sent, waiting for the agent…"),
  },
  {
    name: "question-refused",
    open: async (visit) => {
      await visit.sandbox.setFaults({ endpoint: "toolInput", kind: "failure", text: "no" });
      await answer(visit);
    },
    settled: asked("refused this answer"),
    errors: /status of 409/,
  },
  {
    name: "question-unconfirmed",
    open: async (visit) => {
      const error = { code: "answer_unconfirmed", message: "", requestId: "r" };
      await visit.page.route("**/tool-calls/*", (route) =>
        route.fulfill({ status: 409, json: { error } }),
      );
      await answer(visit);
    },
    settled: asked("the run is still waiting"),
    errors: /status of 409/,
  },
  {
    name: "question-answered",
    open: (visit) => answer(visit),
    settled: (page) => page.getByTestId("answer-notice"),
  },
  {
    name: "question-not-taken",
    dialect: "stock",
    open: (visit) => answer(visit),
    settled: asked("This server cannot take answers"),
    errors: /status of 501/,
  },
  {
    name: "answer-link-form",
    open: async (visit) => {
      await visit.run("waiting");
      await visit.opens("Let somebody else answer…");
    },
    settled: (page) => page.getByRole("button", { name: "Create link" }),
  },
  {
    name: "answer-link-created",
    open: async (visit) => {
      await visit.run("waiting");
      await visit.opens("Let somebody else answer…");
      await visit.press("Create link");
    },
    settled: (page) => page.getByLabel("Link", { exact: true }),
  },
  {
    name: "answer-link-lives",
    open: (visit) => openLiving(visit),
    settled: (page) => page.getByText("This question has a link."),
  },
  {
    name: "answer-link-revoke",
    open: async (visit) => {
      await openLiving(visit);
      await visit.press("Revoke");
    },
    settled: (page) => page.getByRole("alertdialog"),
  },
  {
    name: "answer-page",
    open: async (visit) => visit.open((await visit.answerLink("waiting")).url),
    settled: (page) => page.getByTestId("question"),
  },
  {
    name: "answer-page-answered",
    open: async (visit) => {
      const { page } = visit;
      await visit.open((await visit.answerLink("waiting")).url);
      await page.getByLabel("Username").fill("ada");
      await page.getByLabel("Password").fill("not-a-password");
      await visit.press("Login");
    },
    settled: (page) => page.getByTestId("link-notice").filter({ hasText: "Your answer was sent" }),
    errors: /status of (409|410)/,
  },
  {
    name: "answer-page-over",
    open: async (visit) => {
      const link = await visit.answerLink("waiting");
      await visit.client.send(`/api/shares/${link.id}`, { method: "DELETE" });
      await visit.open(link.url);
    },
    settled: (page) => page.getByTestId("link-notice"),
    errors: /status of 4/,
  },
  {
    name: "answer-page-unknown",
    open: (visit) => visit.open(`/a/${"A".repeat(12)}#${"A".repeat(43)}`),
    settled: (page) => page.getByTestId("link-notice").filter({ hasText: "does not work" }),
    errors: /status of 404/,
  },
];
