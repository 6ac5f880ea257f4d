/**
 * Whether a text matches a pattern that somebody else wrote. Matching a regular expression can take
 * longer than the world lasts, and a browser is frozen meanwhile; its own `pattern` attribute is no
 * safer. So a bound on the steps is worked out first, and what might take long is not matched here:
 * whoever asked sees the answer and may ask again.
 */

import { compiled } from "./form-pattern.ts";

/** Far below what anybody notices. */
const MOST_STEPS = 1_000_000;
const MOST_PATTERN = 500;
/** More repetitions of something that is not of one length are as good as endless. */
const MOST_REPEATS = 10;

/**
 * How many ways something can match: `stretches` of free length, times `ways` to choose. Each of them
 * may be followed over `least` characters before it turns out wrong.
 */
type Freedom = { stretches: number; ways: number; least: number };
const NOTHING: Freedom = { stretches: 0, ways: 1, least: 0 };

const TOKEN =
  /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|\||(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/g;

/** How often a quantifier lets something be repeated; null when the token is none. */
function repeats(token: string | undefined): { least: number; most: number } | null {
  if (token === undefined) return null;
  if (/^[*+]/.test(token)) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (token.startsWith("?")) return { least: 0, most: 1 };
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(token) ?? [];
  if (least === undefined) return null;
  const upper = comma ? (most ? Number(most) : Number.POSITIVE_INFINITY) : Number(least);
  return { least: Number(least), most: upper };
}

/**
 * Bounds what a pattern may try: groups within groups, each closed once.
 * @returns null when it may take long, or refers back to what matched
 */
function freedomOf(pattern: string): Freedom | null {
  // A character by its number looks like one that is repeated so many times.
  if (pattern.includes("\\u{")) return null;
  type Group = Freedom & { branches: number };
  const open: Group[] = [{ ...NOTHING, branches: 1 }];
  const tokens = pattern.match(TOKEN) ?? [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? "";
    const isGroup = token === ")" && open.length > 1;
    if (/^\\[1-9k]/.test(token)) return null;
    if (token.startsWith("(")) {
      open.push({ ...NOTHING, branches: 1 });
      continue;
    }
    const group = open.at(-1);
    if (!group) return null;
    if (token === "|") {
      group.branches += 1;
      continue;
    }
    const inner = isGroup ? open.pop() : undefined;
    const outer = open.at(-1);
    if (!outer) return null;
    const free = inner ? inner.stretches > 0 || inner.ways * inner.branches > 1 : false;
    const times = repeats(tokens[at + 1]);
    if (times) at += 1;
    const { least, most } = times ?? { least: 1, most: 1 };
    if (free && most > MOST_REPEATS) return null;
    const copies = free ? most : 1;
    outer.least += (inner ? inner.least : 1) * least;
    outer.stretches += (inner?.stretches ?? 0) * copies;
    outer.ways *= (inner ? inner.ways * inner.branches : 1) ** copies;
    if (most === 1 && least === 0) outer.ways *= 2;
    else if (least !== most) outer.stretches += 1;
  }
  const [whole] = open;
  if (!whole || open.length > 1) return null;
  return { ...whole, ways: whole.ways * whole.branches };
}

/** The number of ways to cut a text of some length into so many stretches and a rest. */
function cuts(length: number, stretches: number): number {
  let ways = 1;
  for (let at = 1; at <= stretches && ways <= MOST_STEPS; at += 1) ways *= (length + at) / at;
  return ways;
}

/** False only when the whole text certainly does not match; an invalid pattern is none. */
export function mayMatch(pattern: string, text: string): boolean {
  if (pattern === "" || pattern.length > MOST_PATTERN) return true;
  const freedom = freedomOf(pattern);
  if (!freedom) return true;
  const each = Math.max(1, Math.min(freedom.least, text.length));
  if (cuts(text.length, freedom.stretches) * freedom.ways * each > MOST_STEPS) return true;
  try {
    return compiled(pattern)?.test(text) ?? true;
  } catch {
    // Too large for the engine, which it tells only now.
    return true;
  }
}
