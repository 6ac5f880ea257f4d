import { expect, test } from "vitest";
import { addressText, pageOf, setPage, stillAhead } from "./address-query.ts";

test("a query is written with its mark, and its commas as people read them", () => {
  expect(addressText(new URLSearchParams())).toBe("");
  expect(addressText(new URLSearchParams({ state: "waiting,failed", q: "a b&c" }))).toBe(
    "?state=waiting,failed&q=a+b%26c",
  );
});

test("a page is a whole number from 1 on, and the first one is not named", () => {
  expect(["3", "0", "-2", "x", ""].map((page) => pageOf(new URLSearchParams({ page })))).toEqual([
    3, 1, 1, 1, 1,
  ]);
  expect(pageOf(new URLSearchParams())).toBe(1);
  const query = new URLSearchParams({ q: "a", page: "2" });
  setPage(query, 4);
  expect(query.toString()).toBe("q=a&page=4");
  setPage(query, 1);
  expect(query.toString()).toBe("q=a");
});

test("what the router has taken up is not ahead of it any more; what was set later is", () => {
  expect(stillAhead(["a", "b", "c"], "b")).toEqual(["c"]);
  expect(stillAhead(["a", "b"], "b")).toEqual([]);
});

test("where the router goes elsewhere, nothing that was set counts", () => {
  expect(stillAhead(["a", "b"], "elsewhere")).toEqual([]);
});
