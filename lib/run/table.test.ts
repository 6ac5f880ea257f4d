import { expect, test } from "vitest";
import type { RunResult } from "../contract/api.ts";
import { cellOf, flatTable, tableColumns } from "./table.ts";

test("every key of every row is a column, in order of appearance", () => {
  expect(tableColumns([{ b: 1 }, { a: 1, b: 2 }, { c: null }])).toEqual(["b", "a", "c"]);
});

test("rows of differing keys become rows of one width, nested values JSON", () => {
  expect(flatTable([{ a: 1, b: "x" }, {}, { c: { d: [1, null] }, a: false, b: null }])).toEqual({
    columns: ["a", "b", "c"],
    cells: [
      [1, "x", null],
      [null, null, null],
      [false, null, '{"d":[1,null]}'],
    ],
  });
});

test("keys that objects have by themselves are columns like any other", () => {
  const rows = JSON.parse(
    '[{"__proto__": {"x": 1}, "constructor": "c"}, {"toString": 2}]',
  ) as RunResult["dataTable"];
  expect(flatTable(rows)).toEqual({
    columns: ["__proto__", "constructor", "toString"],
    cells: [
      ['{"x":1}', "c", null],
      [null, null, 2],
    ],
  });
  expect(cellOf({}, "constructor")).toBeUndefined();
});
