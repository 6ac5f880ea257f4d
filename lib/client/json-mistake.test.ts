import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonMistake } from "./json-mistake.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("a mistake in JSON", () => {
  it.each([
    ["", 1, 1, "a value is expected"],
    ['{"a": 1,\n "b": tru}', 2, 7, "a value is expected"],
    ["{a: 1}", 1, 2, "a name in double quotes is expected"],
    ['{"a" 1}', 1, 6, "a colon is expected"],
    ['{"a": 1 "b": 2}', 1, 9, "a comma or } is expected"],
    ["[1, 2", 1, 6, "a comma or ] is expected"],
    ["[1,]", 1, 4, "a value is expected"],
    ['{"a": 1,}', 1, 9, "a name in double quotes is expected"],
    ['["one\ntwo"]', 1, 2, "a text that ends on its line is expected"],
    ["1 2", 1, 3, "the end is expected"],
    ["'one'", 1, 1, "a value is expected"],
    ["01", 1, 2, "the end is expected"],
  ])("in %j is pointed at", (text, line, column, what) => {
    expect(jsonMistake(text)).toEqual({ line, column, what });
  });

  it("is found exactly where the browser's own reader finds one", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\truen0-.e \n'))
      .map(([text, at, sign]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + sign + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
        expect(jsonMistake(text) === null, text).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is looked for however deep and long the text is", () => {
    expect(jsonMistake("[".repeat(50_000))?.column).toBe(50_001);
    expect(jsonMistake(`"${"x".repeat(50_000)}"`)).toBeNull();
  });
});
