import { describe, expect, it } from "vitest";
import type { Json } from "../contract/api.ts";
import { outputOf, rowCountWords, sortRows, webAddress } from "./result-columns.ts";

describe("a result's table", () => {
  it("sorts numbers as numbers and keeps empty cells last either way", () => {
    const rows: Record<string, Json>[] = [{ n: 10 }, { n: null }, { n: 9 }, {}, { n: "x" }];
    expect(sortRows(rows, "n", false).map(({ n }) => n)).toEqual([9, 10, "x", null, undefined]);
    expect(sortRows(rows, "n", true).map(({ n }) => n)).toEqual(["x", 10, 9, null, undefined]);
  });
  it("says that rows may be missing at exactly the API's limit", () => {
    expect([1, 99, 100].map(rowCountWords)).toEqual(["1 row", "99 rows", "first 100 rows"]);
  });
});

describe("an output", () => {
  it("is opened when it is JSON in a text, and Markdown otherwise", () => {
    expect(outputOf('{"a":1}')).toEqual({ json: { a: 1 } });
    expect(outputOf("[link](x) and more")).toEqual({ markdown: "[link](x) and more" });
    expect(outputOf(["a"])).toEqual({ json: ["a"] });
  });
  it.each(["javascript:alert(1)", "https://", "http://a b", "ftp://x", "data:text/html,x"])(
    "never links %s",
    (value) => {
      expect(webAddress(value)).toBeNull();
    },
  );
});
