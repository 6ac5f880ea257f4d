/** Finding goods in the shop by the words of a task, and buying the one that fits best. */
import type { Hand } from "../hand.ts";
import { GaveUp } from "../gave-up.ts";
import type { Plan } from "../words.ts";
import { buy } from "./buy.ts";
import { readPairs } from "./read-table.ts";
import type { Product } from "./shop-products.ts";
import { boundWords, fits, productRow, readProducts, sorted } from "./shop-products.ts";

type ShopPlan = Extract<Plan, { kind: "shop" }>;

const MOST_PAGES = 4;

const SORT_WORDS = {
  relevance: "the best match",
  price: "the cheapest",
  "price-desc": "the most expensive",
  rating: "the best rated",
};

/** Puts the task's bounds into the shop's own filters; what they cannot say is left out later. */
async function filter(hand: Hand, { bounds, sort, inStock }: ShopPlan): Promise<void> {
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
  const by = sort === "relevance" ? "" : `sorting for ${SORT_WORDS[sort]} first`;
  const filtering = words.length > 0 ? `filtering by ${[...new Set(words)].join(" and ")}` : "";
  const said = [filtering, by].filter(Boolean).join(", ");
  hand.say(said.charAt(0).toUpperCase() + said.slice(1));
  for (const [name, value] of wanted) {
    if (value === undefined) continue;
    const control = form.locator(`[name=${name}]`);
    await hand.set(control, String(value));
    // A value between the control's steps would keep the form from being sent.
    const isTaken = control.evaluate((element) => (element as HTMLInputElement).checkValidity());
    if (!(await hand.within(isTaken))) await control.fill("");
  }
  if (inStock) await hand.set(form.locator("[name=stock]"), "1");
  if (sort !== "relevance") await hand.set(form.locator("[name=sort]"), sort);
  const problem = await hand.follow(
    form.locator("button[type=submit], button:not([type])").first(),
  );
  if (problem !== null) throw new GaveUp(`The shop's filters failed: ${problem}.`);
}

async function searchFor(hand: Hand, query: string): Promise<void> {
  const form = hand.page.locator("form[role=search]").first();
  hand.say(query === "" ? "Looking through the whole shop" : `Searching for “${query}”`);
  await hand.type(form.locator("input[name=q]"), query);
  const problem = await hand.follow(form.locator("button").first());
  if (problem !== null) throw new GaveUp(`The shop's search failed: ${problem}.`);
}

/**
 * Searches, and again with fewer words while the shop has nothing for as many.
 * @returns the words with which something was found, or the first ones
 */
async function search(hand: Hand, query: string): Promise<string> {
  const words = query.split(" ");
  for (let most = words.length; most > 0; most = Math.floor(most / 2)) {
    const tried = words.slice(0, most).join(" ");
    await searchFor(hand, tried);
    if ((await hand.page.locator("article.product").count()) > 0) return tried;
  }
  return query;
}

async function readAll(hand: Hand, plan: ShopPlan): Promise<Product[]> {
  const products: Product[] = [];
  const next = hand.page.locator("a[rel=next]");
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const count = await hand.page.locator("article.product").count();
    hand.say(`Reading ${count} products${page > 1 ? `, page ${page}` : ""}`);
    await hand.scroll();
    products.push(...(await readProducts(hand)));
    hand.found(products.filter((product) => fits(product, plan.bounds)).map(productRow));
    if ((await next.count()) === 0 || (await hand.follow(next.first())) !== null) break;
  }
  return products;
}

const about = ({ name, price, rating, stock, facts }: Product): string => {
  const told = Object.entries(facts).map(([fact, value]) => `${fact.toLowerCase()} ${value}`);
  return `**${name}**: € ${price.toFixed(2)} (${[...told, `rated ${rating}`, stock.toLowerCase()].join(", ")})`;
};

function outcome(plan: ShopPlan, read: number, matching: Product[], best: Product): string {
  const lines = [`${SORT_WORDS[plan.sort]} of ${matching.length} that fit: ${about(best)}`];
  const [first] = matching;
  if (first && first !== best) lines.push(`${first.name} would come first, but is sold out.`);
  if (read > matching.length) lines.push(`${read} products were read.`);
  const text = lines.join("\n\n");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Searches, filters, reads, and looks at the product that fits best.
 * @returns which that is; the rows are told to the hand
 */
export async function searchShop(hand: Hand, plan: ShopPlan, sites: string): Promise<string> {
  hand.say("Opening the shop");
  await hand.open(`${sites}/shop`);
  const query = await search(hand, plan.query);
  await filter(hand, plan);
  const read = await readAll(hand, plan);
  const matching = sorted(
    read.filter((product) => fits(product, plan.bounds)),
    plan.sort,
  );
  const left = read.length - matching.length;
  if (left > 0) {
    hand.say(
      `Leaving out ${left} that ${left === 1 ? "is" : "are"} not ${boundWords(plan.bounds)}`,
    );
    await hand.pause(1_000);
  }
  hand.found(matching.map(productRow));
  const best = matching.find(({ stock }) => stock === "In stock") ?? matching[0];
  if (!best)
    return `Nothing in the shop fits “${plan.query}” ${boundWords(plan.bounds)}`.trim() + ".";
  hand.say(`Opening “${best.name}”`);
  await hand.open(best.url);
  hand.say(`Reading the details of “${best.name}”`);
  await hand.scroll();
  const details = await readPairs(hand, "table.specs");
  hand.found(
    matching.map((product) => ({
      ...(product === best ? details : {}),
      ...productRow(product),
    })),
  );
  const text = outcome(plan, read.length, matching, best);
  return plan.buy ? `${text}\n\n${await buy(hand, best.name)}` : text;
}
