/** The shop's search and its filters, used the way people use them. */
import type { Hand } from "../hand.ts";
import { GaveUp } from "../gave-up.ts";
import type { ShopPlan } from "../words-shop.ts";

/** What each order puts first. */
export const SORT_WORDS = {
  relevance: "The best match",
  price: "The cheapest",
  "price-desc": "The most expensive",
  rating: "The best rated",
};

/** Puts the task's bounds into the shop's own filters; what they cannot say is left out later. */
export async function filter(hand: Hand, { bounds, sort, inStock }: ShopPlan): Promise<void> {
  const form = hand.page.locator("form#filters");
  const limit = (of: string, side: "min" | "max") =>
    bounds.find((bound) => bound.of === of)?.[side]?.value;
  const wanted: [name: string, value: number | undefined, words: string][] = [
    ["thickness", limit("thickness", "min"), "thickness"],
    ["min_price", limit("price", "min"), "price"],
    ["max_price", limit("price", "max"), "price"],
    ["rating", limit("rating", "min"), "rating"],
  ];
  const words = wanted.flatMap(([, value, word]) => (value === undefined ? [] : [word]));
  if (inStock) words.push("stock");
  if (words.length === 0 && sort === "relevance") return;
  const by = sort === "relevance" ? "" : `sorting for ${SORT_WORDS[sort].toLowerCase()} first`;
  const filtering = words.length > 0 ? `filtering by ${[...new Set(words)].join(" and ")}` : "";
  const said = [filtering, by].filter(Boolean).join(", ");
  await hand.say(said.charAt(0).toUpperCase() + said.slice(1));
  for (const [name, value] of wanted) {
    if (value === undefined) continue;
    const control = form.locator(`[name=${name}]`);
    await hand.set(control, String(value));
    // A value between the control's steps would keep the form from being sent.
    const isTaken = control.evaluate((element) => (element as HTMLInputElement).checkValidity());
    if (!(await isTaken)) await control.fill("");
  }
  if (inStock) await hand.set(form.locator("[name=stock]"), "1");
  if (sort !== "relevance") await hand.set(form.locator("[name=sort]"), sort);
  const problem = await hand.submit(form);
  if (problem !== null) throw new GaveUp(`The shop's filters failed: ${problem}.`);
}

async function searchFor(hand: Hand, query: string): Promise<void> {
  const form = hand.page.locator("form[role=search]").first();
  await hand.say(query === "" ? "Looking through the whole shop" : `Searching for “${query}”`);
  await hand.type(form.locator("input[name=q]"), query);
  const problem = await hand.submit(form);
  if (problem !== null) throw new GaveUp(`The shop's search failed: ${problem}.`);
}

/**
 * Searches, and again with fewer words while the shop has nothing for as many.
 * @returns the words with which something was found; null when nothing was
 */
export async function search(hand: Hand, query: string): Promise<string | null> {
  const words = query.split(" ");
  for (let most = words.length; most > 0; most = Math.floor(most / 2)) {
    const tried = words.slice(0, most).join(" ");
    await searchFor(hand, tried);
    if ((await hand.page.locator("article.product").count()) > 0) return tried;
  }
  return null;
}
