import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANY_JSON, lineOf, readJson } from "./json-places.ts";

/** What the browser's own reader makes of a text. */
function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

const texts = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.string(),
  fc
    .tuple(fc.json({ maxDepth: 5 }), fc.nat(), fc.constantFrom(...'{}[],:"\\truen0-.e \n\t'))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + 1);
    }),
);

describe("JSON as a person writes it", () => {
  it.each([
    ["", 1, 1, "nothing here yet"],
    ['{"a": 1,\n "b": tru}', 2, 7, "“tru” must stand in double quotes"],
    ["{a: 1}", 1, 2, "A name in double quotes"],
    ['{"a" 1}', 1, 6, "A colon is missing"],
    ['{"a": 1 "b": 2}', 1, 9, "A comma or }"],
    ["[1, 2", 1, 1, "[ that opens here is not closed"],
    ["[1,]", 1, 4, "Take out the comma"],
    ['{"a": 1,}', 1, 9, "Take out the comma"],
    ['["one\ntwo"]', 1, 2, "not closed on this line"],
    ["1 2", 1, 3, "complete before this"],
    ["'one'", 1, 1, "double quotes"],
    ["01", 1, 2, "complete before this"],
  ])("in %j the mistake is pointed at", (text, line, column, message) => {
    const { fault } = readJson(text, ANY_JSON);
    expect(lineOf(text, fault?.at ?? -1)).toEqual({ line, column });
    expect(fault?.message).toContain(message);
  });

  it("is told from what is none exactly as the browser's own reader does", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJson(text, ANY_JSON);
        expect(read.fault ? null : { value: read.value }, text).toEqual(parsed(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("read strictly differs in nothing but members that stand twice", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJson(text);
        const { fault } = readJson(text, ANY_JSON);
        if (!fault && read.fault) expect(read.fault.message).toContain("twice");
        else expect(read.fault === null, text).toBe(fault === null);
      }),
    );
    expect(readJson('{"a":1,"a":2}').fault?.message).toContain("twice");
    expect(readJson('{"a":1,"a":2}', ANY_JSON).fault).toBeNull();
  });

  it("is read however long it is, and as deep as anybody means", () => {
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(readJson(deep(500), ANY_JSON).fault).toBeNull();
    expect(readJson(deep(25_000), ANY_JSON).fault?.message).toContain("nested too deeply");
    expect(readJson(deep(31)).fault).toBeNull();
    expect(readJson(deep(32)).fault?.message).toContain("nested too deeply");
    expect(readJson(`"${"x".repeat(50_000)}"`, ANY_JSON).fault).toBeNull();
  });
});
