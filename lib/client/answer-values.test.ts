import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../contract/api.ts";
import { answerText, type FieldValue, keptValues, restoredValues } from "./answer-values.ts";
import { readFormInput } from "./form-input.ts";

const fieldsOf = (given: Json[]) => readFormInput({ fields: given })?.fields ?? [];

function sent(given: Json[], values: FieldValue[]): Json[] {
  return JSON.parse(answerText(given, fieldsOf(given), values)) as Json[];
}

describe("an answer", () => {
  it("is the fields as they came, in order, with a value each", () => {
    const given: Json[] = [
      { type: "text", label: "Same", odd: { kept: true } },
      { type: "text", label: "Same" },
      { type: "number", label: "Guests", defaultValue: 2 },
      { type: "range", label: "Minutes", min: 0, max: 30, step: 5 },
      { type: "checkbox", label: "Agreed" },
      { type: "switch", label: "Remind" },
      { type: "date", label: "Arrival" },
    ];
    const values: FieldValue[] = ["a", "b", "3", "15", true, false, "2026-03-14"];
    expect(sent(given, values)).toEqual([
      { type: "text", label: "Same", odd: { kept: true }, value: "a" },
      { type: "text", label: "Same", value: "b" },
      { type: "number", label: "Guests", defaultValue: 2, value: 3 },
      { type: "range", label: "Minutes", min: 0, max: 30, step: 5, value: 15 },
      { type: "checkbox", label: "Agreed", value: true },
      { type: "switch", label: "Remind", value: false },
      { type: "date", label: "Arrival", value: "2026-03-14" },
    ]);
  });

  it("gives options by position and as the agent wrote them", () => {
    const options = [
      { label: "One", value: 1 },
      { label: "Uno", value: 1 },
      { label: "Two", value: "2" },
      "three",
    ];
    const given: Json[] = [
      { type: "select", options },
      { type: "select", multiple: true, options },
      { type: "radio", options },
      { type: "checkbox", options },
      { type: "radio", options },
    ];
    const values = sent(given, [[0], [1, 2], [3], [], []]).map(
      (field) => (field as { value: Json }).value,
    );
    expect(values).toEqual([1, [1, "2"], "three", [], null]);
  });

  it("keeps a number as it was typed where a number would lose some of it", () => {
    const number = { type: "number" };
    const typed = ["42", "-0.5", "0042", "1.50", "12345678901234567890", ""];
    const values = sent(
      typed.map(() => number),
      typed,
    ).map((field) => (field as { value: Json }).value);
    expect(values).toEqual([42, -0.5, "0042", "1.50", "12345678901234567890", null]);
  });

  it("leaves the options out when the whole would be too long", () => {
    const options = Array.from({ length: 5_000 }, (_, at) => ({
      label: `Option ${at}`,
      value: at,
    }));
    const text = answerText(
      [{ type: "select", label: "Many", options }],
      fieldsOf([{ type: "select", label: "Many", options }]),
      [[7]],
    );
    expect(JSON.parse(text)).toEqual([{ type: "select", label: "Many", value: 7 }]);
  });

  it("can be made of any fields at all, one for each", () => {
    const loose = fc.jsonValue() as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.array(loose), fc.array(loose), (given, kept) => {
        const values = restoredValues(fieldsOf(given), kept);
        expect(sent(given, values)).toHaveLength(given.length);
      }),
    );
  });
});

describe("what is kept of what was typed", () => {
  const given: Json[] = [
    { type: "text", label: "Name" },
    { type: "password", label: "Password" },
    { type: "text", label: "Code", autocomplete: "one-time-code" },
    { type: "text", label: "Card", autocomplete: "section-a cc-number" },
    { type: "radio", label: "Pay", options: ["now", "later"], defaultValue: "later" },
  ];

  it("leaves passwords, codes and cards out", () => {
    const kept = keptValues(fieldsOf(given), ["Ada", "hunter2", "123456", "4111", [0]]);
    expect(kept).toEqual(["Ada", null, null, null, [0]]);
  });

  it("comes back where it still fits the fields", () => {
    expect(restoredValues(fieldsOf(given), ["Ada", null, null, null, [0]])).toEqual([
      "Ada",
      "",
      "",
      "",
      [0],
    ]);
    for (const odd of [null, "x", {}, [1, "hunter2", 2, 3, [9]], [[], [], [], [], "now"]]) {
      expect(restoredValues(fieldsOf(given), odd)).toEqual(["", "", "", "", [1]]);
    }
  });
});
