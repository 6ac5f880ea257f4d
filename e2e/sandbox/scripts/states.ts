/** One script per state of a run, each at once in its state and staying there. */
import type { Script } from "../script.ts";
import { asks, end, LIVE, nothing, script, standing, step } from "../steps.ts";

const question = {
  name: "form_input",
  parameters: {
    heading: "Login Credentials",
    description: "Please enter your login credentials",
    fields: [
      { type: "text", label: "Username", placeholder: "Enter your username", required: true },
      { type: "password", label: "Password", placeholder: "Enter your password", required: true },
      { type: "checkbox", label: "Remember me", required: false },
    ],
    submitButton: { label: "Login" },
  },
};

const table = [
  { title: "Hello", points: 42, url: "https://example.com/hello", status: "done", rowId: 1 },
];

const scheduled = { status: "scheduled", detailedStatus: "", toolCall: null, liveStatus: null };

export const stateScripts: Script[] = [
  script("preparing", [nothing()]),
  script("scheduled", standing(scheduled)),
  script("scheduled-long", [
    { atMs: 0, data: scheduled },
    step(3_600_000, "Analyzing the task and deciding next steps."),
  ]),
  script("running", [step(0, "Analyzing the task and deciding next steps.")]),
  script("running-live", [step(0, "Processing browser agent", LIVE)]),
  // The local browser has no picture from the first moment on.
  script("local-browser", [step(0, "Processing browser agent", "")]),
  script("browser-closed", [
    step(0, "Processing browser agent", LIVE),
    step(5_000, "Learning from the work so far", ""),
  ]),
  script("waiting", [asks(0, "0f9b1f0e-6a34-4f0b-9a1c-2f2f8b6a7c11", question)]),
  script("waiting-live", [asks(0, "5c8f2a67-0b0d-4d9c-8a54-b5f0f0b1a2d3", question, LIVE)]),
  script("completed", [end(0, "completed")], { result: { dataTable: table } }),
  script("failed", [end(0, "error")], { result: { dataTable: [] } }),
  script("failed-with-reason", [end(0, "error")], {
    result: { error: "The shop refused the delivery address.", dataTable: [] },
  }),
  script("stopped", [end(0, "error")], {
    result: { error: "API abort", dataTable: [] },
    gif: { status: "error", error: "API abort" },
  }),
  script("stopped-manually", [end(0, "error")], {
    result: { output: "Manual abort", dataTable: [] },
  }),
  script("unknown-status", standing({ ...scheduled, status: "paused", detailedStatus: "Paused" })),
];
