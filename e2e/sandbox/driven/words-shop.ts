/** What a task wants of a shop: which goods, within what limits, in what order, and whether to buy. */
import type { Bound } from "./words-bounds.ts";
import { takeBounds } from "./words-bounds.ts";
import { takeBuying } from "./words-buying.ts";
import type { Token } from "./words-tokens.ts";
import { phraseAt, phrases, use } from "./words-tokens.ts";

export type ShopPlan = {
  kind: "shop";
  /** The words of the goods; empty when the task has none. */
  query: string;
  bounds: Bound[];
  sort: "relevance" | "price" | "price-desc" | "rating";
  inStock: boolean;
  buy: boolean;
};

const MOST_WORDS = 10;
const MOST_CHARACTERS = 100;

const SORTS = phrases<ShopPlan["sort"]>(
  [
    "price",
    "cheapest|cheap|cheaper|the cheapest|lowest price|lowest priced|lowest prices|low price|low cost|lowest cost|least expensive|less expensive|most affordable|affordable|inexpensive|best price|sort by price|sorted by price|order by price|ordered by price|price ascending|cheapest first|lowest first|by price",
  ],
  [
    "price-desc",
    "most expensive|the most expensive|more expensive|priciest|dearest|costliest|highest price|highest priced|most costly|expensive|price descending|sorted by price descending|by price descending|sort by price descending|most expensive first|highest price first|highest first",
  ],
  [
    "rating",
    "best|best rated|best selling|bestselling|best reviewed|better rated|top rated|highest rated|highest rating|best rating|best ratings|highest ratings|most popular|popular|top|most loved|sort by rating|sorted by rating|by rating|order by rating|rated best|with the best reviews|best reviews|well rated|good reviews",
  ],
);

const STOCK = phrases<true>([
  true,
  "in stock|is in stock|available|currently available|available now|in stock now|not sold out|isn't sold out|that are not sold out|can be delivered|deliverable|on stock",
]);

function takePhrases<Meaning>(
  tokens: readonly Token[],
  table: ReadonlyMap<string, Meaning>,
): Meaning | null {
  let first: Meaning | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const phrase = phraseAt(tokens, at, table);
    if (!phrase) continue;
    first ??= phrase.meaning;
    use(tokens, at, phrase.length);
  }
  return first;
}

const SMALL_WORDS = new Set(
  `a an the this that these those there here it its it's them they their any some all each every one ones
  i me my mine we us our you your he she his her who which what where when how why is are am was were be been
  do does did have has had having can could will would shall should may might must let let's i'm i'd i'll i've
  and or but nor so if then than as at by for from in into of off on onto out over to up with within without under
  about around near via per between not no don't just only also too very really quite please kindly thanks thank hello hi hey
  find search look looking get fetch show give list tell see check browse seek locate pick choose select suggest recommend compare collect
  open visit go navigate use click using want wanting need needs like wish try help read make report return bring
  buy purchase order sort sorted filter sorting filtering log login sign signed
  shop shops store stores shopping online website websites site sites web page pages internet catalogue catalog
  product products item items thing things stuff goods article articles result results option options deal deals offer offers
  price prices priced pricing cost costs rated rating ratings stars star review reviews thick thickness euro euros eur mm
  good better great nice new today now today's currently right best cheapest first most more less least max maximum min minimum
  research write summary summarize summarise table csv whose pair pairs everything anything something download save export tell holds holding
  free delivery shipping lightest heaviest thinnest thickest sale available stock details information info name names link links task sandbox demo basket cart
  €$ € $ £ < > ≤ ≥ + ~ <= >= two three four five six ten`
    .split(/\s+/)
    .filter(Boolean),
);

/** Behind a number these belong to the goods: "2 l bottle", "42 size". */
const isCount = ({ value, before }: Token, next: Token): boolean =>
  value !== null &&
  Number.isInteger(value) &&
  value <= 50 &&
  next.before !== "" &&
  !/^[-.]/.test(before) &&
  !/^(l|ml|cl|cm|m|w|v|gb|inch|in|lb|lbs|kg|g|mm|litre|liter|litres|liters|x)$/.test(next.word);

/** The words that are left when all that is understood otherwise is taken away. */
function queryOf(tokens: readonly Token[]): string {
  const isGoods = ({ used, word, before }: Token, next?: Token) =>
    !used && (!SMALL_WORDS.has(word) || before === "-" || next?.before === "-");
  let query = "";
  let words = 0;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (!isGoods(token, next)) continue;
    if (query === "" && next && isCount(token, next)) continue;
    const glue = tokens[at - 1];
    const joined = glue && isGoods(glue, token) && query !== "" && /^[-&/.']?$/.test(token.before);
    const longer = query + (query === "" ? "" : joined ? token.before : " ") + token.text;
    if (words === MOST_WORDS || longer.length > MOST_CHARACTERS) break;
    query = longer;
    words += 1;
  }
  return query;
}

/** Takes a task for an errand in a shop; uses its tokens up. */
export function shopPlanOf(tokens: readonly Token[]): ShopPlan {
  const buy = takeBuying(tokens);
  const bounds = takeBounds(tokens);
  const inStock = takePhrases(tokens, STOCK) === true;
  const sort = takePhrases(tokens, SORTS) ?? "relevance";
  return { kind: "shop", query: queryOf(tokens), bounds, sort, inStock, buy };
}
