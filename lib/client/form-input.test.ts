import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../contract/api.ts";
import { FIELD_TYPES, readFormInput } from "./form-input.ts";

describe("the form of a tool call", () => {
  it("reads every type of field with its rules in words", () => {
    const form = readFormInput({
      heading: "Login",
      fields: FIELD_TYPES.map((type) => ({
        type,
        label: type,
        required: true,
        min: 1,
        max: 10,
        minLength: "3",
        pattern: "^a",
        options: [{ label: "One", value: "1" }, "two", { value: 3 }, null] as Json[],
      })),
      submitButton: { label: "Go" },
    });
    expect(form?.submitLabel).toBe("Go");
    expect(form?.fields.map(({ type }) => type)).toEqual([...FIELD_TYPES]);
    expect(form?.fields[0]?.rules).toEqual([
      "required",
      "at least 3 characters",
      "in a given form",
    ]);
    expect(form?.fields[0]?.options.map(({ label }) => label)).toEqual(["One", "two", "3"]);
  });

  it("leaves out rules that nothing can meet", () => {
    const form = readFormInput({
      fields: [
        { type: "number", min: 10, max: 1, step: 0 },
        { type: "text", minLength: 9, maxLength: 2, pattern: "([" },
        { type: "date", min: "soon", max: "2026-02-31", defaultValue: "tomorrow" },
        { type: "radio", required: true },
      ],
    });
    const none = { min: undefined, max: undefined, step: undefined };
    expect(form?.fields).toMatchObject([
      none,
      { minLength: undefined, maxLength: undefined, rules: [] },
      { ...none, value: "", rules: ["the agent suggests “tomorrow”"] },
      { kind: "text" },
    ]);
  });

  it("tells options apart by position, however often labels and values repeat", () => {
    const options = ["a", "a", "b"];
    const form = readFormInput({
      fields: [
        { type: "select", options, defaultValue: "a" },
        { type: "select", options, multiple: true, defaultValue: ["b", "a", "zz", null] },
        { type: "checkbox", options, defaultValue: "b" },
        { type: "radio", options: [{ label: "Yes", value: 1 }], defaultValue: "Yes" },
      ],
    });
    expect(form?.fields.map(({ kind, chosen }) => [kind, chosen])).toEqual([
      ["one", [0]],
      ["many", [2, 0]],
      ["many", [2]],
      ["one", [0]],
    ]);
  });

  it("survives any parameters at all", () => {
    const loose = fc.jsonValue() as fc.Arbitrary<Json>;
    const field = fc.record(
      { type: loose, label: loose, options: loose, rows: loose, min: loose, defaultValue: loose },
      { requiredKeys: [] },
    );
    const form = fc.record({
      heading: loose,
      fields: fc.oneof(loose, fc.array(fc.oneof(loose, field))),
      submitButton: loose,
    }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.oneof(loose, form), (parameters) => {
        for (const { label, rows } of readFormInput(parameters)?.fields ?? []) {
          expect(label).not.toBe("");
          expect(rows).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });

  it("never carries what a password field was filled with", () => {
    const parameters = { fields: [{ type: "Password", label: "P", defaultValue: "hunter2" }] };
    expect(JSON.stringify(readFormInput(parameters))).not.toContain("hunter2");
  });
});
