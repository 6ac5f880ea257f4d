/** A question that uses every type of field there is (upstream.md point 11). */
import type { Script } from "../script.ts";
import { asks, end, LIVE, script, step } from "../steps.ts";

const options = (...labels: string[]) =>
  labels.map((label) => ({ label, value: label.toLowerCase().replaceAll(" ", "-") }));

const fields = [
  {
    type: "text",
    label: "Full name",
    placeholder: "Ada Lovelace",
    required: true,
    minLength: 2,
    maxLength: 80,
    autocomplete: "name",
  },
  { type: "number", label: "Guests", defaultValue: 2, min: 1, max: 12, step: 1, required: true },
  { type: "email", label: "E-mail", placeholder: "you@example.com", autocomplete: "email" },
  {
    type: "tel",
    label: "Phone",
    placeholder: "+41 44 555 01 23",
    pattern: "[+0-9 ]{6,20}",
    autocomplete: "tel",
  },
  { type: "url", label: "Company website", placeholder: "https://example.com" },
  { type: "password", label: "Portal password", required: true, minLength: 8 },
  { type: "date", label: "Arrival", min: "2025-01-01", max: "2030-12-31", required: true },
  { type: "time", label: "Check-in time", defaultValue: "15:00", min: "14:00", max: "23:00" },
  { type: "datetime-local", label: "Transfer pick-up", defaultValue: "2026-03-14T09:30" },
  { type: "month", label: "Card valid until", defaultValue: "2028-06" },
  { type: "week", label: "Preferred week", defaultValue: "2026-W12" },
  { type: "textarea", label: "Wishes", rows: 4, maxLength: 500, placeholder: "Anything else?" },
  {
    type: "select",
    label: "Room",
    options: options("Single", "Double", "Suite"),
    defaultValue: "double",
  },
  {
    type: "select",
    label: "Extras",
    multiple: true,
    options: options("Breakfast", "Parking", "Late check-out"),
  },
  { type: "checkbox", label: "I accept the cancellation terms", required: true },
  { type: "radio", label: "Pay", options: options("Now", "On arrival"), defaultValue: "now" },
  { type: "switch", label: "Send me a reminder", defaultValue: true },
  {
    type: "range",
    label: "Walking distance in minutes",
    min: 0,
    max: 30,
    step: 5,
    defaultValue: 10,
  },
  { type: "text", label: "Booking reference", defaultValue: "RB-20871", readonly: true },
  { type: "text", label: "Loyalty number", placeholder: "Not available", disabled: true },
];

const parameters = {
  heading: "Booking details",
  description: "The hotel asks for these before it confirms the room.",
  fields,
  submitButton: { label: "Confirm booking" },
};

export const formScripts: Script[] = [
  script(
    "form-all-fields",
    [
      step(0, "Processing browser agent", LIVE),
      asks(400, "9b0f7a35-52cc-4c1b-8d4e-7a0a5d9e3f10", { name: "form_input", parameters }, LIVE),
    ],
    {
      afterAnswer: {
        samples: [
          step(0, "Processing browser agent", LIVE),
          step(1_500, "Learning from the work so far", ""),
          end(3_000, "completed"),
        ],
        result: { dataTable: [{ booking: "RB-20871", status: "confirmed", rowId: 1 }] },
      },
    },
  ),
  script("two-questions", [
    asks(0, "11111111-52cc-4c1b-8d4e-7a0a5d9e3f10", {
      name: "form_input",
      parameters: { ...parameters, heading: "First question", fields: fields.slice(0, 1) },
    }),
    asks(10_000, "22222222-52cc-4c1b-8d4e-7a0a5d9e3f10", {
      name: "form_input",
      parameters: { ...parameters, heading: "Second question", fields: fields.slice(1, 2) },
    }),
  ]),
];
