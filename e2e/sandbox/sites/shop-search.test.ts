import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sites, Visitor } from "./test-site.ts";
import { all, startSites } from "./test-site.ts";

let sites: Sites;
let visitor: Visitor;
beforeAll(async () => {
  sites = await startSites();
  visitor = sites.visitor();
});
afterAll(() => sites.close());

async function search(query: string) {
  const { text } = await visitor.get(`/shop/search?${query}`);
  const products = all(text, /<article class="product">(.*?)<\/article>/).length;
  return {
    text,
    products,
    count: all(text, /<p class="count"[^>]*>(.*?)<\/p>/)[0],
    names: all(text, /<h2 class="name">(.*?)<\/h2>/),
    prices: all(text, /<span class="price">(.*?)<\/span>/).map((price) => Number(price.slice(2))),
    ratings: all(text, /<span class="rating">(.*?)<\/span>/).map(Number),
    stocks: all(text, /<p class="stock [a-z]+">(.*?)<\/p>/),
    thicknesses: all(text, /<dt>Thickness<\/dt><dd>(.*?) mm<\/dd>/).map(Number),
    next: all(text, /<a rel="next" href="(.*?)"/)[0]?.replaceAll("&amp;", "&"),
  };
}

const ascending = (values: number[]) => values.toSorted((one, other) => one - other);

describe("words", () => {
  test.each([
    ["", "46 results"],
    ["q=yoga+mat", "21 results"],
    ["q=Yoga+MATS", "21 results"],
    ["q=running+shoes", "6 results"],
    ["q=a+bottle+of+steel", "3 results"],
    ["q=dumbbell+10+kg", "1 result"],
    ["q=Lucía", "0 results"],
    ["q=submarine", "0 results"],
    ["q=%00%ff", "46 results"],
  ])("%s finds %s", async (query, count) => {
    expect((await search(query)).count).toBe(count);
  });

  test("what is in a name comes before what is beside it", async () => {
    const { names } = await search("q=bag");
    expect(names.slice(0, 3).every((name) => /bag/i.test(name))).toBe(true);
  });

  test("words are echoed as text, in the field and in the title", async () => {
    const { text } = await search(`q=${encodeURIComponent(`"><img src=x onerror=alert(1)>'&`)}`);
    expect(text).not.toContain("<img");
    expect(text).toContain("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;");
  });
});

describe("filters", () => {
  test("thickness is from the figure on, inclusive", async () => {
    const { thicknesses, count } = await search("q=yoga+mat&thickness=6&sort=price");
    expect(count).toBe("14 results");
    expect(Math.min(...thicknesses)).toBe(6);
    expect((await search("q=yoga+mat&thickness=6.5")).count).toBe("12 results");
  });

  test("the cheapest over 6 mm is behind one of exactly 6 mm and one that is sold out", async () => {
    const { names, prices, stocks, thicknesses } = await search(
      "q=yoga+mat&thickness=6&sort=price",
    );
    expect(names.slice(0, 3)).toEqual([
      "Meadow Everyday yoga mat",
      "Cloudrest yoga mat",
      "Fernlight yoga mat",
    ]);
    expect(thicknesses.slice(0, 3)).toEqual([6, 10, 8]);
    expect(prices.slice(0, 3)).toEqual([14.9, 17.9, 21.9]);
    expect(stocks.slice(0, 3)).toEqual(["In stock", "Sold out", "In stock"]);
  });

  test("a reduced price is the price; what it was is beside it", async () => {
    const { text } = await search("q=fernlight");
    expect(all(text, /<span class="price">(.*?)<\/span>/)).toEqual(["€ 21.90"]);
    expect(all(text, /<s class="was">(.*?)<\/s>/)).toEqual(["before: € 34.90"]);
  });

  test.each<[string, (found: Awaited<ReturnType<typeof search>>) => boolean]>([
    ["min_price=50", ({ prices }) => prices.every((price) => price >= 50)],
    ["max_price=19,90", ({ prices }) => prices.every((price) => price <= 19.9)],
    ["rating=4.7", ({ ratings }) => ratings.every((rating) => rating >= 4.7)],
    ["stock=1&q=cloudrest", ({ products }) => products === 0],
    ["category=weights", ({ products }) => products === 6],
    ["category=__proto__", ({ count }) => count === "46 results"],
    ["thickness=thick&min_price=-3&rating=&page=x", ({ count }) => count === "46 results"],
  ])("%s", async (query, holds) => {
    const found = await search(query);
    expect(holds(found)).toBe(true);
  });

  test("the form says again what was asked", async () => {
    const { text } = await search("q=mat&category=mats&thickness=6&stock=1&sort=price");
    expect(text).toContain('<option value="mats" selected>');
    expect(text).toMatch(/name="thickness"[^>]* value="6"/s);
    expect(text).toMatch(/name="stock"[^>]* checked>/s);
    expect(text).toContain('<option value="price" selected>');
  });
});

test.each([
  ["price", (found: { prices: number[] }) => found.prices],
  ["price-desc", (found: { prices: number[] }) => found.prices.toReversed()],
  ["rating", (found: { ratings: number[] }) => found.ratings.toReversed()],
])("sorted by %s", async (sort, values) => {
  const found = values(await search(`sort=${sort}`));
  expect(found).toHaveLength(12);
  expect(found).toEqual(ascending(found));
});

test("twelve to a page, and the pages together are everything, once", async () => {
  const names: string[] = [];
  const sizes: number[] = [];
  let query: string | undefined = "sort=price";
  while (query !== undefined) {
    const found: Awaited<ReturnType<typeof search>> = await search(query);
    names.push(...found.names);
    sizes.push(found.products);
    query = found.next?.split("?")[1];
  }
  expect(sizes).toEqual([12, 12, 12, 10]);
  expect(new Set(names).size).toBe(46);
  expect((await search("page=99")).products).toBe(10);
});

test("the front page has each category, and two rows of products", async () => {
  const { text } = await visitor.get("/shop");
  expect(all(text, /<ul class="faces">(.*?)<\/ul>/)[0]).toContain("Yoga mats18 things");
  expect(all(text, /<article class="product">(.*?)<\/article>/)).toHaveLength(8);
});

test("a product has its details in a table, three reviews, and others beside it", async () => {
  const { text } = await visitor.get("/shop/p/cloudrest");
  expect(all(text, /<h1>(.*?)<\/h1>/)).toEqual(["Cloudrest yoga mat"]);
  expect(all(text, /<th scope="row">(.*?)<\/th>/).slice(0, 3)).toEqual([
    "Brand",
    "Thickness",
    "Size",
  ]);
  expect(all(text, /<td>(.*?)<\/td>/).slice(0, 2)).toEqual(["Velinde", "10 mm"]);
  expect(all(text, /<li class="review">(.*?)<\/li>/)).toHaveLength(3);
  expect(all(text, /<article class="product">(.*?)<\/article>/)).toHaveLength(4);
  expect(text).toContain("<button disabled>Sold out</button>");
});
