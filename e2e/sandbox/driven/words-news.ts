/** What a task wants of the news: which sections, and what they are to be about. */
import type { Token } from "./words-tokens.ts";
import { startsPart } from "./words-tokens.ts";

export type NewsPlan = {
  kind: "news";
  /** In lower case; none means all. */
  sections: string[];
  /** As written; null for everything. */
  about: string | null;
};

const SECTIONS = new Map(
  Object.entries({
    world: "world",
    international: "world",
    foreign: "world",
    business: "business",
    economy: "business",
    economic: "business",
    finance: "business",
    financial: "business",
    science: "science",
    scientific: "science",
    sport: "sport",
    sports: "sport",
    sporting: "sport",
    weather: "weather",
    forecast: "weather",
    market: "markets",
    markets: "markets",
  }),
);

/** Words around the news that say nothing of what they are about. */
const SMALL_WORDS = new Set(
  `a an the this that these those today today's tonight tonight's yesterday tomorrow day day's week week's morning morning's evening
  now current latest recent newest new last first top main major big important breaking daily live fresh hot best most all any every some
  of in on at from for with by to and or me my us our i you your is are was what what's which who how there here please kindly
  can could would will want need like let just also only whole entire full complete many few several much more between
  show give tell list read collect gather fetch get find search look scan scrape grab extract pull summarize summarise summary open visit go
  browse check see bring return report make compile count compare print copy note download save export take pick up out into
  news headline headlines article articles story stories section sections page pages site website paper newspaper newspapers title titles
  table csv list links times time one two three four five six seven eight nine ten twenty then use log sign login front stock
  about regarding concerning mentioning covering containing mention`
    .split(/\s+/)
    .filter(Boolean),
);

const ABOUT = /^(about|on|regarding|concerning|mentioning|covering|containing|mention)$/;
const NEWS = /^(news|headlines?)$/;
/** Ends what the news are to be about. */
const ENDS =
  /^(from|today|today's|tonight|yesterday|in|for|as|into|then|please|with|at|published|this|tomorrow|now)$/;
const MOST_WORDS = 6;

const sectionsIn = (tokens: readonly Token[]): string[] => [
  ...new Set(
    tokens.flatMap(({ word }, at) => {
      if (word === "front" && tokens[at + 1]?.word === "page") return ["front page"];
      return SECTIONS.get(word) ?? [];
    }),
  ),
];

const isTold = ({ word, value }: Token): boolean =>
  value === null && !SMALL_WORDS.has(word) && !SECTIONS.has(word);

const written = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text, before }, at) =>
      at === 0 ? text : (/^[-'&./]?$/.test(before) ? before : " ") + text,
    )
    .join("");

/** The words behind "about", up to where the sentence speaks of something else. */
function behind(tokens: readonly Token[], at: number): Token[] {
  const told: Token[] = [];
  for (const [index, token] of tokens.slice(at, at + MOST_WORDS).entries()) {
    const verb = tokens[at + index + 1];
    if ((index > 0 && startsPart(token)) || ENDS.test(token.word)) break;
    if (token.word === "and" && (!verb || SMALL_WORDS.has(verb.word))) break;
    told.push(token);
  }
  while (told[0] && (SMALL_WORDS.has(told[0].word) || told[0].value !== null)) told.shift();
  return told;
}

/** The words right before "news" that are no section: "football news". */
function ahead(tokens: readonly Token[], at: number): Token[] {
  const told: Token[] = [];
  for (let place = at - 1; place >= 0 && told.length < 3; place -= 1) {
    const token = tokens[place];
    if (!token || startsPart(tokens[place + 1] as Token) || !isTold(token)) break;
    told.unshift(token);
  }
  return told;
}

/** Takes a task for a look at the news. */
export function newsPlanOf(tokens: readonly Token[]): NewsPlan {
  for (const [at, { word }] of tokens.entries()) {
    const told = ABOUT.test(word)
      ? behind(tokens, at + 1)
      : NEWS.test(word)
        ? ahead(tokens, at)
        : [];
    if (!told.some(isTold)) continue;
    const rest = tokens.filter((token) => !told.includes(token));
    return { kind: "news", sections: sectionsIn(rest), about: written(told) };
  }
  return { kind: "news", sections: sectionsIn(tokens), about: null };
}
