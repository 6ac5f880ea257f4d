/** Products as the shop's pages show them, and whether they are what a task asks for. */
import { z } from "zod";
import type { Hand } from "../hand.ts";
import type { Bound } from "../words-bounds.ts";
import type { ShopPlan } from "../words-shop.ts";

/** "€ 1,249.90", "8 mm", "4.6": the first number of a text; NaN without one. */
const numberIn = (text: string): number =>
  Number.parseFloat(/\d[\d,]*(\.\d+)?/.exec(text)?.[0]?.replaceAll(",", "") ?? "");

const schema = z.array(
  z.object({
    name: z.string(),
    url: z.string(),
    price: z.string().transform(numberIn),
    rating: z.string(),
    stock: z.string(),
    facts: z.record(z.string(), z.string()),
  }),
);

export type Product = z.output<typeof schema>[number];

/** The products on the page that is open. */
export const readProducts = (hand: Hand): Promise<Product[]> =>
  hand.read(
    schema,
    hand.page.locator("article.product").evaluateAll((articles) =>
      articles.map((article) => {
        const text = (selector: string) =>
          (article.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();
        const names = Array.from(article.querySelectorAll("dl.facts dt"));
        const pairs = names.map((name) => [
          name.textContent?.trim() ?? "",
          name.nextElementSibling?.textContent?.trim() ?? "",
        ]);
        return {
          name: text(".name a"),
          url: article.querySelector<HTMLAnchorElement>(".name a")?.href ?? "",
          price: text(".price"),
          rating: text(".rating"),
          stock: text(".stock"),
          facts: Object.fromEntries(pairs) as Record<string, string>,
        };
      }),
    ),
  );

function valueOf(product: Product, of: Bound["of"]): number {
  if (of === "price") return product.price;
  if (of === "rating") return numberIn(product.rating);
  const fact = Object.entries(product.facts).find(([name]) => name.toLowerCase() === of)?.[1];
  return numberIn(fact ?? "");
}

/** Whether a product keeps within all bounds; one that does not tell does not. */
export const fits = (product: Product, bounds: readonly Bound[]): boolean =>
  bounds.every(({ of, min, max }) => {
    const value = valueOf(product, of);
    if (min && !(min.inclusive ? value >= min.value : value > min.value)) return false;
    if (max && !(max.inclusive ? value <= max.value : value < max.value)) return false;
    return !Number.isNaN(value);
  });

const ORDER: Record<ShopPlan["sort"], (a: Product, b: Product) => number> = {
  relevance: () => 0,
  price: (a, b) => a.price - b.price,
  "price-desc": (a, b) => b.price - a.price,
  rating: (a, b) => numberIn(b.rating) - numberIn(a.rating),
};

export const sorted = (products: readonly Product[], sort: ShopPlan["sort"]): Product[] =>
  products.toSorted(ORDER[sort]);

const UNITS: Record<Bound["of"], (value: number) => string> = {
  thickness: (value) => `${value} mm`,
  price: (value) => `€ ${value}`,
  rating: (value) => `${value} stars`,
  weight: (value) => `${value} kg`,
};

/** "over 6 mm and under € 40" */
export const boundWords = (bounds: readonly Bound[]): string =>
  bounds
    .flatMap(({ of, min, max }) => [
      min ? `${min.inclusive ? "at least" : "over"} ${UNITS[of](min.value)}` : [],
      max ? `${max.inclusive ? "at most" : "under"} ${UNITS[of](max.value)}` : [],
    ])
    .flat()
    .join(" and ");

export const productRow = ({ name, price, rating, stock, facts }: Product) => ({
  product: name,
  price,
  currency: "EUR",
  ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact.toLowerCase(), value])),
  rating: numberIn(rating),
  stock,
});
