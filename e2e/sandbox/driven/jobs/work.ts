/** Which job a plan is. */
import type { Hand } from "../hand.ts";
import type { Plan } from "../words.ts";
import { fillForm } from "./fill-form.ts";
import { readHeadlines } from "./read-headlines.ts";
import { readOrders } from "./read-orders.ts";
import { readPage } from "./read-page.ts";
import { searchShop } from "./search-shop.ts";

/**
 * Does what the task asks for.
 * @param sites origin of the sandbox's own sites
 * @returns what came of it, in Markdown; the rows are told to the hand on the way
 * @throws GaveUp with the reason, or what the browser throws
 */
export function work(hand: Hand, plan: Plan, sites: string): Promise<string> {
  switch (plan.kind) {
    case "read":
      return readPage(hand, plan.url);
    case "orders":
      return readOrders(hand, sites);
    case "news":
      return readHeadlines(hand, plan, sites);
    case "form":
      return fillForm(hand, sites);
    case "shop":
      return searchShop(hand, plan, sites);
  }
}
