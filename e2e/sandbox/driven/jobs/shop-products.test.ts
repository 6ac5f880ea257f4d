import { describe, expect, it } from "vitest";
import type { Hand } from "../hand.ts";
import type { Bound } from "../words-bounds.ts";
import {
  boundWords,
  fits,
  type Product,
  productRow,
  readProducts,
  sorted,
} from "./shop-products.ts";

const product = (more: Partial<Product> = {}): Product => ({
  name: "Mat",
  url: "http://localhost/shop/p/mat",
  price: 24.9,
  rating: "4.6",
  stock: "In stock",
  facts: { Thickness: "8 mm", Weight: "1.2 kg" },
  ...more,
});
const least = (of: Bound["of"], value: number, inclusive = true): Bound => ({
  of,
  min: { value, inclusive },
});
const most = (of: Bound["of"], value: number, inclusive = true): Bound => ({
  of,
  max: { value, inclusive },
});

/** A page whose products have these prices. */
const pageWith = (prices: string[]) =>
  ({
    page: {
      locator: () => ({
        evaluateAll: async () => prices.map((price) => ({ ...product(), price })),
      }),
    },
    read: async (schema: { parse: (value: unknown) => unknown }, value: Promise<unknown>) =>
      schema.parse(await value),
  }) as unknown as Hand;

it.each<[string, number]>([
  ["€ 24.90", 24.9],
  ["€ 1,249.90", 1_249.9],
  ["1,234,567", 1_234_567],
  ["8", 8],
  ["from € 6 to € 9", 6],
  ["€ 7.", 7],
  ["", Number.NaN],
  ["Sold out", Number.NaN],
])("the price “%s” as a number", async (text, price) => {
  expect(await readProducts(pageWith([text]))).toEqual([{ ...product(), price }]);
});

describe("a mat of 8 mm at € 24.90, 1.2 kg, rated 4.6", () => {
  it.each<[string, Bound[], boolean]>([
    ["no bounds", [], true],
    ["at least 8 mm", [least("thickness", 8)], true],
    ["over 8 mm", [least("thickness", 8, false)], false],
    ["over 7.5 mm", [least("thickness", 7.5, false)], true],
    ["at most 8 mm", [most("thickness", 8)], true],
    ["under 8 mm", [most("thickness", 8, false)], false],
    ["under € 24.91", [most("price", 24.91, false)], true],
    ["from € 25", [least("price", 25)], false],
    ["4.6 stars", [least("rating", 4.6)], true],
    ["4.7 stars", [least("rating", 4.7)], false],
    ["at most 1 kg", [most("weight", 1)], false],
    ["6 to 10 mm", [{ ...least("thickness", 6), ...most("thickness", 10) }], true],
    ["one of two bounds", [least("thickness", 6), most("price", 20)], false],
  ])("and %s", (_, bounds, isFit) => {
    expect(fits(product(), bounds)).toBe(isFit);
  });

  it("fits no bound on what it does not tell", () => {
    expect(fits(product({ facts: {} }), [least("thickness", 0)])).toBe(false);
    expect(fits(product({ facts: {} }), [most("thickness", 99)])).toBe(false);
    expect(fits(product({ rating: "No ratings yet" }), [least("rating", 1)])).toBe(false);
  });

  it("is compared by the whole number where it has thousands", () => {
    const heavy = product({ facts: { Weight: "1,240 kg" } });
    expect(fits(heavy, [most("weight", 500)])).toBe(false);
    expect(fits(heavy, [least("weight", 1_240)])).toBe(true);
  });
});

it.each<[Parameters<typeof sorted>[1], string[]]>([
  ["relevance", ["b", "a", "c"]],
  ["price", ["a", "b", "c"]],
  ["price-desc", ["c", "b", "a"]],
  ["rating", ["c", "b", "a"]],
])("sorted for %s, and the list given stays as it was", (sort, names) => {
  const given = [
    product({ name: "b", price: 20, rating: "4.5" }),
    product({ name: "a", price: 3, rating: "3.9" }),
    product({ name: "c", price: 1_249.9, rating: "4.9" }),
  ];
  expect(sorted(given, sort).map(({ name }) => name)).toEqual(names);
  expect(given.map(({ name }) => name)).toEqual(["b", "a", "c"]);
});

it.each<[Bound[], string]>([
  [[], ""],
  [[least("thickness", 6, false)], "over 6 mm"],
  [[least("thickness", 6), most("price", 40, false)], "at least 6 mm and under € 40"],
  [[{ ...least("weight", 1), ...most("weight", 2) }], "at least 1 kg and at most 2 kg"],
  [[least("rating", 4.5)], "at least 4.5 stars"],
])("bounds in words", (bounds, words) => {
  expect(boundWords(bounds)).toBe(words);
});

it("a row has the facts under small names between the price and the stock", () => {
  expect(Object.entries(productRow(product()))).toEqual([
    ["product", "Mat"],
    ["price", 24.9],
    ["currency", "EUR"],
    ["thickness", "8 mm"],
    ["weight", "1.2 kg"],
    ["rating", 4.6],
    ["stock", "In stock"],
  ]);
});
