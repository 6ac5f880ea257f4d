/** How words are matched with products. */
import type { Product } from "./product.ts";
import { CATEGORIES } from "./product.ts";

const SMALL_WORDS = new Set(["a", "an", "and", "for", "in", "of", "or", "the", "with"]);

/** The words of a text: lower case, without accents and the s of more than one. */
export const words = (text: string): string[] =>
  (
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u0300-\u036f’']/g, "")
      .match(/[\p{L}\d]+(?:\.\d+)?/gu) ?? []
  )
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));

/** How well a product answers the words; 0 when one of them is nowhere in it. */
export function relevance(product: Product, asked: readonly string[]): number {
  const name = words(product.name);
  const beside = words(`${product.brand} ${CATEGORIES[product.category]}`);
  const facts = words(product.facts.map(([, value]) => value).join(" "));
  let score = 1;
  for (const word of asked) {
    const has = (list: string[]) => list.some((own) => own.startsWith(word));
    if (has(name)) score += 4;
    else if (has(beside)) score += 2;
    else if (has(facts)) score += 1;
    else return 0;
    if (has(beside)) score += 1;
  }
  return score;
}
