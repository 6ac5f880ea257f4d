import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../contract/api.ts";
import { fieldProblem } from "./answer-check.ts";
import { type FieldValue, initialValue } from "./answer-values.ts";
import { type FormField, readFormInput } from "./form-input.ts";

function fieldOf(given: Json): FormField {
  const field = readFormInput({ fields: [given] })?.fields[0];
  if (!field) throw new Error("no field");
  return field;
}

const options = ["one", "two"];

describe("a field", () => {
  it.each<[Json, FieldValue, string | null]>([
    [{ type: "text", required: true }, "", "Fill this in."],
    [{ type: "text" }, "", null],
    [{ type: "text", minLength: 3 }, "ab", "At least 3 characters; this has 2."],
    [{ type: "textarea", maxLength: "3" }, "abcd", "At most 3 characters; this has 4."],
    [{ type: "text", minLength: 5, maxLength: 3 }, "abcd", null],
    [{ type: "text", minLength: 9e99 }, "abcd", null],
    [
      { type: "tel", pattern: "\\d+" },
      "x",
      "This does not have the form “\\d+” that is asked for.",
    ],
    [{ type: "tel", pattern: "([" }, "x", null],
    [{ type: "email" }, "ada", "Enter an e-mail address, such as name@example.com."],
    [{ type: "email", multiple: true }, "a@b.example, c@d.example", null],
    [{ type: "url" }, "example.com", "Enter a whole address, such as https://example.com."],
    [{ type: "number", min: 1, max: 12 }, "13", "At most 12."],
    [{ type: "number", min: 1, max: 12 }, "0", "At least 1."],
    [{ type: "number", min: 12, max: 1 }, "5", null],
    [{ type: "number", step: 5, min: 1 }, "7", "Only in steps of 5, counted from 1."],
    [{ type: "number", step: 0.1 }, "0.3", null],
    [{ type: "number" }, "1.5", null],
    [{ type: "number" }, "abc", "Enter a number."],
    [{ type: "date", min: "2025-01-01" }, "2024-12-31", "Not before 1 Jan 2025."],
    [{ type: "date", max: "yesterday" }, "2024-12-31", null],
    [{ type: "time", max: "23:00" }, "23:30", "Not after 23:00."],
    [{ type: "time", min: "22:00", max: "06:00" }, "23:30", null],
    [
      { type: "time", min: "22:00", max: "06:00" },
      "12:00",
      "This must be 22:00 or later, or 06:00 or earlier.",
    ],
    [{ type: "week", min: "2026-W10" }, "2026-W09", "Not before 2026-W10."],
    [{ type: "month", max: "2026-03" }, "2026-04", "Not after 2026-03."],
    [
      { type: "date", min: "2026-01-05", step: 7 },
      "2026-01-13",
      "Only in steps of 7 days, counted from 5 Jan 2026.",
    ],
    [{ type: "datetime-local", min: "2026-03-14 09:30" }, "2026-03-14T09:30", null],
    [{ type: "checkbox", required: true }, false, "Tick this to go on."],
    [{ type: "switch", required: true }, false, null],
    [{ type: "radio", required: true, options }, [], "Choose one."],
    [{ type: "select", required: true, options }, [1], null],
    [{ type: "select", required: true, multiple: true, options }, [], "Choose at least one."],
    [{ type: "checkbox", required: true, options }, [], "Choose at least one."],
    [{ type: "select", required: true }, "", "Fill this in."],
    [{ type: "text", required: true, readonly: true }, "", null],
    [{ type: "text", required: true, disabled: true }, "", null],
  ])("%j with %j", (given, value, problem) => {
    expect(fieldProblem(fieldOf(given), value)).toBe(problem);
  });

  it("that the browser cannot read is not empty", () => {
    expect(fieldProblem(fieldOf({ type: "number" }), "", true)).toBe("Enter a number.");
    expect(fieldProblem(fieldOf({ type: "date" }), "", true)).toBe("Enter a whole date.");
  });

  it("is checked without failing, whatever its rules are", () => {
    const loose = fc.jsonValue() as fc.Arbitrary<Json>;
    const types = fc.constantFrom(
      "number",
      "range",
      "date",
      "time",
      "week",
      "email",
      "select",
      "radio",
    );
    const given = fc.record(
      {
        type: fc.oneof(types, loose),
        min: loose,
        max: loose,
        step: loose,
        minLength: loose,
        maxLength: loose,
        pattern: loose,
        options: loose,
        required: loose,
        defaultValue: loose,
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(given, fc.string(), (raw, text) => {
        const field = fieldOf(raw);
        for (const value of [initialValue(field), text, true, [0]]) {
          const problem = fieldProblem(field, value);
          expect(problem === null || problem.endsWith(".")).toBe(true);
        }
      }),
    );
  });

  it("that slides begins where it may stand", () => {
    const given = fc.record({
      type: fc.constant("range"),
      min: fc.option(fc.integer({ min: -1_000, max: 1_000 }), { nil: undefined }),
      max: fc.option(fc.integer({ min: -1_000, max: 1_000 }), { nil: undefined }),
      step: fc.option(fc.constantFrom(0.1, 0.5, 1, 5, 7, 3_000), { nil: undefined }),
      defaultValue: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
    }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(given, (raw) => {
        const field = fieldOf(raw);
        expect(fieldProblem(field, initialValue(field)), JSON.stringify(field)).toBeNull();
        expect(Number(field.min)).toBeLessThanOrEqual(Number(field.max));
      }),
    );
  });
});
