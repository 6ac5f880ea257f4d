/** What the words of a task ask for: the scripted agent has no other understanding. */
import { isOrderVerb } from "./words-buying.ts";
import type { NewsPlan } from "./words-news.ts";
import { newsPlanOf } from "./words-news.ts";
import type { ShopPlan } from "./words-shop.ts";
import { shopPlanOf } from "./words-shop.ts";
import type { Token } from "./words-tokens.ts";
import { tokensOf } from "./words-tokens.ts";
import { firstUrl } from "./words-url.ts";

export type { Bound } from "./words-bounds.ts";

export type Plan =
  | { kind: "read"; url: string }
  | ShopPlan
  | { kind: "orders" }
  | NewsPlan
  | { kind: "form" };

/** More is not read: whoever writes that much has said what they want by then. */
const MOST_CHARACTERS = 10_000;

/** "In order to" and the like have nothing to do with orders. */
const plain = (text: string): string =>
  text
    .replace(/\bin order (to|that|for)\b/gi, "to")
    .replace(
      /\b(in|out of|by) ((ascending|descending|alphabetical|price|reverse|any|that|this) )?order( of)?\b/gi,
      "by",
    );

const LOGIN = / (log|sign)(ged)? (me )?(in|into|on|onto) | login | (log|sign)in /;
const FILL =
  / (fill|fills|filling|complete|submit|send|answer) (\S+ ){0,5}(forms?|application|questionnaire|survey) /;
const FORM =
  / (application|registration|contact|sign up|signup|entry|feedback|booking|survey|enrolment|enrollment|job|demo|web|online|example|test) forms? | (the|a|this|that) form (?!of |factor |in )| apply (for|to) | fill (it )?(in|out) /;
const NEWS = / news | headlines? /;
const NEWS_OF =
  / headlines? | news (about|on|from|of|in|regarding|today) | (latest|today's|breaking|business|world|science|sports?|weather|market|markets|local|current|top|best|main) news | (top|best|main|most popular|most important) (articles|stories) | (world|business|science|sports?|weather|markets|news) (sections?|pages?) /;
const PAPER =
  / (read|today|today's|summari[sz]e|front page|collect) .{0,60}(newspapers?|articles|front page|stories) | (newspapers?|articles|front page|stories) .{0,60}(today|read) | weather (forecast|report|today|tomorrow) | (today's|how is the|what is the|what's the|what the) weather /;
const SEARCH = / (find|search|look for|looking for|shop for|compare|browse) /;
const OWNED =
  /^(my|our|past|previous|recent|existing|old|earlier|placed|last|latest|open|pending|these|those)$/;
const HAVE_ORDERED =
  / (did|have|had|i've|we've) ((i|we) )?(already |ever )?(buy|order|purchase|bought|ordered|purchased) /;
const BEHIND_ORDER =
  /^(history|histories|status|overview|confirmation|confirmations|number|numbers)$/;

/** Whether somebody's orders are meant, the things that a shop keeps, and not the verb. */
function asksForOrders(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }, at) => {
    if (!/^(orders?|purchases?)$/.test(word)) return false;
    const near = tokens.slice(Math.max(0, at - 3), at);
    const next = tokens[at + 1];
    if (next && /^(form|forms|by)$/.test(next.word)) return false;
    if (near.some((token) => /^(my|our)$/.test(token.word))) return !isOrderVerb(tokens, at);
    if (near.at(-1) && OWNED.test(near.at(-1)?.word ?? "")) return true;
    if (next && BEHIND_ORDER.test(next.word)) return true;
    if (word === "order")
      return (
        next !== undefined &&
        (next.value ?? 0) >= 1_000 &&
        !/\p{L}/u.test(tokens[at + 2]?.word ?? "")
      );
    return word === "orders";
  });
}

const hasLimits = ({ bounds, sort, inStock, buy }: ShopPlan): boolean =>
  bounds.length > 0 || sort !== "relevance" || inStock || buy;

/**
 * What to do for a task, told from its words alone: a URL is read; orders, forms and news are
 * known by name; whatever else it may be is searched for in the shop.
 */
export function planOf(task: string): Plan {
  const text = task.slice(0, MOST_CHARACTERS);
  const url = firstUrl(text);
  if (url !== null) return { kind: "read", url };
  const tokens = tokensOf(plain(text));
  const words = ` ${tokens.map(({ word }) => word).join(" ")} `;
  const shop = shopPlanOf(tokensOf(plain(text)));
  if (NEWS_OF.test(words)) return newsPlanOf(tokens);
  if (HAVE_ORDERED.test(words) || asksForOrders(tokens)) return { kind: "orders" };
  if (FILL.test(words)) return { kind: "form" };
  if (hasLimits(shop)) return shop;
  if (FORM.test(words)) return { kind: "form" };
  if (NEWS.test(words) || PAPER.test(words)) return newsPlanOf(tokens);
  const searched = SEARCH.test(words) && shop.query !== "";
  return LOGIN.test(words) && !searched ? { kind: "orders" } : shop;
}
