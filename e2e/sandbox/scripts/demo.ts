/** The runs of the demo: what a small company might have its agents do. */
import type { Sample, Script } from "../script.ts";
import { asks, end, LIVE, opening, script, step } from "../steps.ts";
import * as tables from "./demo-tables.ts";

/** The opening, then these steps a few seconds apart, then the end. */
function run(
  name: string,
  words: string[],
  ending: "completed" | "error",
  result: Record<string, unknown>,
  gif?: Record<string, unknown>,
): Script {
  const steps: Sample[] = words.map((word, index) => step(21_000 + index * 6_500, word, LIVE));
  const closedMs = 21_000 + words.length * 6_500;
  const closing =
    ending === "completed" ? [step(closedMs, "Learning from the work so far", "")] : [];
  return script(name, [...opening(), ...steps, ...closing, end(closedMs + 4_000, ending)], {
    result,
    gif,
  });
}

const code = {
  name: "form_input",
  parameters: {
    heading: "Supplier portal sign-in",
    description: "The portal sent a six-digit code to the phone ending in 42.",
    fields: [
      {
        type: "text",
        label: "Sign-in code",
        placeholder: "123456",
        pattern: "[0-9]{6}",
        required: true,
      },
      {
        type: "radio",
        label: "Which company",
        options: [
          { label: "Nordlicht Trading", value: "nordlicht" },
          { label: "Nordlicht Logistics", value: "logistics" },
        ],
        required: true,
      },
      { type: "checkbox", label: "Trust this browser for 30 days" },
    ],
    submitButton: { label: "Sign in" },
  },
};

export const demoScripts: Script[] = [
  script(
    "demo-portal",
    [
      ...opening(),
      step(21_000, "Opening the supplier portal", LIVE),
      step(27_500, "Entering the user name", LIVE),
      asks(31_000, "b7d0c8de-31b5-4a5c-8a53-0d6f0a4ff3ce", code, LIVE),
    ],
    {
      afterAnswer: {
        samples: [
          step(0, "Signing in", LIVE),
          step(4_000, "Downloading 6 invoices", LIVE),
          step(11_000, "Learning from the work so far", ""),
          end(14_000, "completed"),
        ],
        result: { dataTable: tables.invoices },
      },
    },
  ),
  run(
    "demo-vacancies",
    [
      "Opening new tab",
      "Reading vacancies of Helvetic Rail",
      "Reading vacancies of Alpentech",
      "Saving rows",
    ],
    "completed",
    { dataTable: tables.vacancies },
    { status: "completed", url: "https://live.example/session/recording" },
  ),
  run("demo-hotels", ["Searching hotels near the fair", "Comparing 14 hotels"], "completed", {
    output: tables.hotelReport,
    dataTable: tables.hotels,
  }),
  run("demo-shelf", ["Opening the web shop", "Counting shelf places"], "completed", {
    dataTable: tables.shelf,
  }),
  run("demo-table-refused", ["Opening the booking page", "Choosing Friday 19:30"], "error", {
    error: "The restaurant takes no online bookings for more than five people.",
    dataTable: [],
  }),
  run("demo-certificates", ["Opening the registrar", "Checking certificate 3 of 11"], "error", {
    dataTable: [],
  }),
  run(
    "demo-reviews",
    ["Opening new tab", "Exporting reviews, page 7"],
    "error",
    {
      error: "API abort",
      dataTable: [],
    },
    { status: "error", error: "API abort" },
  ),
  run("demo-flight", ["Opening the airline’s page", "Reading fares for 14 days"], "completed", {
    dataTable: tables.flights,
  }),
  run("demo-flight-failed", ["Opening the airline’s page"], "error", {
    error: "The airline’s page answered 503 three times.",
    dataTable: [],
  }),
];
