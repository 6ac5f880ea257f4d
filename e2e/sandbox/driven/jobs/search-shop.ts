/** Finding goods in the shop by the words of a task, and buying the one that fits best. */
import type { Hand } from "../hand.ts";
import type { ShopPlan } from "../words-shop.ts";
import { buy } from "./buy.ts";
import { readPairs } from "./read-table.ts";
import type { Product } from "./shop-products.ts";
import { boundWords, fits, productRow, readProducts, sorted } from "./shop-products.ts";
import { filter, search, SORT_WORDS } from "./shop-search.ts";

const MOST_PAGES = 4;

/** @returns what was read, and why the rest was not, if it was not */
async function readAll(hand: Hand, plan: ShopPlan) {
  const read: Product[] = [];
  const next = hand.page.locator("a[rel=next]");
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const count = await hand.page.locator("article.product").count();
    const products = count === 1 ? "1 product" : `${count} products`;
    await hand.say(`Reading ${products}${page > 1 ? `, page ${page}` : ""}`);
    await hand.scroll();
    read.push(...(await readProducts(hand)));
    hand.found(read.filter((product) => fits(product, plan.bounds)).map(productRow));
    if ((await next.count()) === 0) break;
    const problem = await hand.follow(next.first());
    if (problem !== null) return { read, unread: `Page ${page + 1} was not read: ${problem}.` };
  }
  return { read, unread: null };
}

const about = ({ name, price, rating, stock, facts }: Product): string => {
  const told = Object.entries(facts).map(([fact, value]) => `${fact.toLowerCase()} ${value}`);
  return `**${name}**: € ${price.toFixed(2)} (${[...told, `rated ${rating}`, stock.toLowerCase()].join(", ")})`;
};

function outcome(plan: ShopPlan, read: number, matching: Product[], best: Product): string[] {
  const { sort } = plan;
  const lines = [`${SORT_WORDS[sort]} of ${matching.length} that fit: ${about(best)}`];
  const [first] = matching;
  if (first && first !== best) lines.push(`${first.name} would come first, but is sold out.`);
  if (read > matching.length) lines.push(`${read} products were read.`);
  return lines;
}

/**
 * Searches, filters, reads, and looks at the product that fits best.
 * @returns which that is; the rows are told to the hand
 */
export async function searchShop(hand: Hand, plan: ShopPlan, sites: string): Promise<string> {
  await hand.say("Opening the shop");
  await hand.open(`${sites}/shop`);
  const query = await search(hand, plan.query);
  if (query === null) return `The shop has nothing for “${plan.query}”.`;
  await filter(hand, plan);
  const { read, unread } = await readAll(hand, plan);
  const matching = sorted(
    read.filter((product) => fits(product, plan.bounds)),
    plan.sort,
  );
  const left = read.length - matching.length;
  if (left > 0) {
    await hand.say(
      `Leaving out ${left} that ${left === 1 ? "is" : "are"} not ${boundWords(plan.bounds)}`,
    );
    await hand.pause(1_000);
  }
  hand.found(matching.map(productRow));
  const best = matching.find(({ stock }) => stock === "In stock") ?? matching[0];
  if (!best)
    return `Nothing in the shop for “${query}” is ${boundWords(plan.bounds) || "in stock"}.`;
  await hand.say(`Opening “${best.name}”`);
  await hand.open(best.url);
  await hand.say(`Reading the details of “${best.name}”`);
  await hand.scroll();
  const details = await readPairs(hand, "table.specs");
  hand.found(
    matching.map((product) => ({
      ...(product === best ? details : {}),
      ...productRow(product),
    })),
  );
  const text = outcome(plan, read.length, matching, best);
  const instead = `There was nothing for all of “${plan.query}”, so “${query}” was searched for.`;
  if (query !== plan.query) text.push(instead);
  if (unread !== null) text.push(unread);
  if (plan.buy) {
    const isThere = best.stock === "In stock";
    text.push(isThere ? await buy(hand, best.name) : "Nothing was bought: it is sold out.");
  }
  return text.join("\n\n");
}
