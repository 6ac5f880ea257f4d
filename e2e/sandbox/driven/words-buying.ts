/** Whether a task says to buy, which costs money and so must be said plainly. */
import type { Token } from "./words-tokens.ts";
import { phraseAt, phrases, startsPart, use } from "./words-tokens.ts";

const BUY_VERBS = new Set(["buy", "purchase", "order", "reorder"]);
const PUT_VERBS = new Set(["put", "add", "place", "throw", "drop", "lay", "move"]);
const BASKETS = /^(in|into|to|inside) (the |my |your |a |our )?(shopping )?(basket|cart|trolley)$/;
const CHECK_OUT = phrases<true>([
  true,
  "check out|checkout|go to the checkout|go to checkout|place the order|place an order|pay for it",
]);
const NEGATIONS =
  /^(not|never|without|don't|dont|won't|can't|cannot|doesn't|no|nothing|avoid|before|stop)$/;

/** Before a verb that is then something to be done. */
const LEADS_TO_DO =
  /^(and|then|please|now|also|just|you|should|must|let's|kindly|will|can|could|would|i'll|me|go|finally|afterwards|automatically)$/;
const LEADS_TO = /^(want|like|need|wish|love|going|have|plan|you|me|try|able|hope|mean|intend)$/;
const GOES_WITH_ORDER =
  /^(by|of|history|histories|status|number|numbers|form|forms|confirmation|confirmations|details|list|page|overview|from|is|was|total|no|id)$/;

function isToDo(tokens: readonly Token[], at: number): boolean {
  const [token, one, two] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (!token) return false;
  if (!one || startsPart(token)) return true;
  if (one.word === "to") return !two || LEADS_TO.test(two.word);
  return LEADS_TO_DO.test(one.word) && !(one.word === "me" && two?.word !== "let");
}

const isNegated = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 4), at).some((token, index, near) => {
    const cut = near.slice(index + 1).some(startsPart) || startsPart(tokens[at] as Token);
    return !cut && NEGATIONS.test(token.word);
  });

/** Whether the word "order" at `at` is the verb, as in "order it", not the thing in "my order". */
export const isOrderVerb = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === "order" &&
  isToDo(tokens, at) &&
  tokens[at + 1] !== undefined &&
  !GOES_WITH_ORDER.test(tokens[at + 1]?.word ?? "") &&
  !/^#|^\d{3}/.test(tokens[at + 1]?.text ?? "");

/** How many tokens from `at` on say "in the basket" or the like; 0 for none. */
function basketAt(tokens: readonly Token[], at: number): number {
  for (let length = 2; length <= 4; length += 1) {
    const words = tokens.slice(at, at + length).map(({ word }) => word);
    if (words.length === length && BASKETS.test(words.join(" "))) return length;
  }
  return 0;
}

/**
 * Whether a task says to buy; uses the words for it up. "Find a mat, but do not buy it" does not:
 * one such word keeps the money in.
 */
export function takeBuying(tokens: readonly Token[]): boolean {
  let buys = false;
  let forbidden = false;
  let put = -1;
  const note = (at: number, length: number, toDo: boolean) => {
    if (isNegated(tokens, at)) forbidden = true;
    else if (toDo) buys = true;
    use(tokens, at, length);
  };
  for (const [at, { word, used }] of tokens.entries()) {
    if (used) continue;
    const checkOut = phraseAt(tokens, at, CHECK_OUT);
    const basket = put === -1 ? 0 : basketAt(tokens, at);
    if (PUT_VERBS.has(word) && isToDo(tokens, at)) put = at;
    if (checkOut) note(at, checkOut.length, isToDo(tokens, at));
    else if (basket > 0) {
      use(tokens, put);
      if (isNegated(tokens, put)) forbidden = true;
      else buys = true;
      use(tokens, at, basket);
    } else if (word === "order") {
      if (isOrderVerb(tokens, at) || isNegated(tokens, at)) note(at, 1, true);
    } else if (BUY_VERBS.has(word)) note(at, 1, isToDo(tokens, at));
    else if (/^(buying|ordering|purchasing)$/.test(word)) note(at, 1, false);
  }
  return buys && !forbidden;
}
