/** From a product's page to an order. */
import type { Hand } from "../hand.ts";
import { GaveUp } from "../gave-up.ts";
import { isLogin, logIn } from "./log-in.ts";

async function press(hand: Hand, selector: string, words: string): Promise<void> {
  await hand.say(words);
  const problem = await hand.follow(hand.page.locator(selector).first());
  if (problem !== null) throw new GaveUp(`${words} failed: ${problem}.`);
}

/**
 * Buys what is on the product page that is open.
 * @returns the shop's own words for the order
 */
export async function buy(hand: Hand, name: string): Promise<string> {
  await press(hand, "form.buy button", `Putting “${name}” into the basket`);
  await press(hand, "a.checkout", "Going to the checkout");
  if (isLogin(hand)) await logIn(hand);
  await press(hand, "form#checkout button", "Placing the order");
  const words = (await hand.page.locator("h1").first().textContent())?.trim();
  return `Ordered: ${words ?? "the shop gave no number"}.`;
}
