/** "Log in and read my orders". */
import { GaveUp } from "../gave-up.ts";
import type { Hand } from "../hand.ts";
import { isLogin, logIn } from "./log-in.ts";
import { readTable } from "./read-table.ts";

const MOST_PAGES = 5;

/** @returns how many orders there are; the rows are told to the hand */
export async function readOrders(hand: Hand, sites: string): Promise<string> {
  await hand.say("Opening the shop");
  await hand.open(`${sites}/shop`);
  await hand.say("Opening my orders");
  const problem = await hand.follow(hand.page.locator('a[href$="/orders"]').first());
  if (problem !== null) throw new GaveUp(`The orders could not be opened: ${problem}.`);
  if (isLogin(hand)) await logIn(hand);
  const rows: Record<string, string>[] = [];
  const next = hand.page.locator("a[rel=next]");
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    await hand.say(page === 1 ? "Reading orders" : `Reading orders, page ${page}`);
    await hand.scroll();
    rows.push(...(await readTable(hand, "table.orders")));
    hand.found(rows);
    if ((await next.count()) === 0) break;
    const unread = await hand.follow(next.first());
    if (unread !== null) {
      return `${rows.length} orders were read. Page ${page + 1} was not: ${unread}.`;
    }
  }
  return `${rows.length} orders were read.`;
}
