/** Questions as a model may put them: other tools, missing keys, wrong types (upstream.md point 11). */
import type { SampleData, Script } from "../script.ts";
import { asks, end, script, standing, step } from "../steps.ts";

const asked = (toolCall: unknown): SampleData => ({
  status: "running",
  detailedStatus: "tool_call",
  toolCall,
  liveStatus: null,
});

const purchase = asks(0, "73f0b7a2-8d3e-4c5f-9a6b-1c2d3e4f5a6b", {
  name: "approve_purchase",
  parameters: {
    basket: {
      items: [
        { sku: "MON-27-4K", quantity: 2, price: { amount: 389.5, currency: "EUR" } },
        { sku: "ARM-VESA", quantity: 2, price: { amount: 49, currency: "EUR" } },
      ],
      vouchers: [],
    },
    deadline: "2026-01-31T17:00:00Z",
    approver: null,
    urgent: false,
    matrix: [
      [1, 2],
      [3, [4, { deep: ["deeper", { deepest: true }] }]],
    ],
  },
});

export const oddQuestionScripts: Script[] = [
  script("unknown-tool", [purchase], {
    // It goes on asking for a second after it was answered; moved by hand, until it is moved.
    afterAnswer: {
      samples: [purchase, step(1_000, "Processing browser agent"), end(3_000, "completed")],
      result: {},
    },
  }),
  script("malformed-form", [
    asks(0, "f0e1d2c3-b4a5-4697-8879-6a5b4c3d2e1f", {
      name: "form_input",
      parameters: {
        description: ["not", "a", "text"],
        fields: [
          { label: "No type at all" },
          { type: "text" },
          { type: "text", label: "Same label" },
          { type: "text", label: "Same label", defaultValue: { an: "object" } },
          { type: "hologram", label: "Unknown type", required: "yes" },
          { type: "select", label: "Select without options" },
          { type: "radio", label: "Options as texts", options: ["red", "green", 3, null] },
          { type: "select", label: "Options as an object", options: { a: "A" } },
          { type: "number", label: 42, min: "many", max: -1, step: 0 },
          { type: "range", label: "Backwards", min: 10, max: 1, defaultValue: "NaN" },
          { type: "date", label: "Odd date", defaultValue: "tomorrow" },
          { type: "text", label: "Bad pattern", pattern: "([" },
          { type: "textarea", label: "Rows", rows: -3, maxLength: "long", minLength: 9e99 },
          { type: ["text"], label: null },
          "not an object",
          null,
          7,
        ],
        submitButton: "Go",
      },
    }),
  ]),
  script("fields-not-a-list", [
    asks(0, "a1", { name: "form_input", parameters: { heading: "Empty", fields: "none" } }),
  ]),
  script("question-without-parameters", [asks(0, "a2", { name: "form_input", parameters: null })]),
  script("question-without-id", standing(asked({ tool: { name: "form_input", parameters: {} } }))),
  script("question-empty-object", standing(asked({}))),
  script("question-as-text", standing(asked("Please enter the code"))),
  script("question-without-call", standing(asked(null))),
];
